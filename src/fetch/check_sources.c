#include "fetch/check_sources.h"

#include "base/text.h"
#include "fetch/disk.h"
#include "fetch/drift_state.h"
#include "fetch/kept.h"
#include "fetch/moment.h"
#include "rules/overdue.h"
#include "sources/years.h"
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

/* SOON_DAYS: so long before a period begins, its own documents are looked for. */
enum { WORDS_MAX = 600, YEAR_MONTHS = 12, SOON_DAYS = 150 };

struct run {
    struct bo_arena *arena;
    const struct bo_set *set;
    const bo_publications *publications;
    struct bo_witnesses *witnesses;
    const struct bo_sources_request *request;
    struct bo_sources_report *report;
    struct bo_intern names;       /* of the figures: the number of each is that of its finding, as they are collected */
    BO_VEC(bo_testimonies) later; /* for each finding */
};

/* Which figures */

static const char *id_of(const struct bo_bound *to)
{
    return to->param != NULL   ? to->param->named.id
           : to->scale != NULL ? to->scale->named.id
           : to->table != NULL ? to->table->named.id
                               : "";
}

static bool is_whole_table(const struct bo_bound *to)
{
    return to->table != NULL && to->keys == NULL;
}

static bool is_named(const struct run *run, const char *id)
{
    bool named = run->request->n_only == 0;
    for (size_t i = 0; i < run->request->n_only; i++) {
        named |= strcmp(run->request->only[i], id) == 0;
    }
    return named;
}

bool bo_sources_know(const struct bo_set *set, const bo_publications *publications, const char *name)
{
    const struct bo_named *named = bo_set_find(set, name);
    bool known =
        named != NULL && (named->element == BO_E_PARAM || named->element == BO_E_SCALE || named->element == BO_E_TABLE);
    for (size_t i = 0; i < publications->n; i++) {
        known |= strcmp(publications->at[i]->id, name) == 0;
    }
    return known;
}

/* A figure is the same for all who publish it; a whole table is another for each, since each has rows of its own. */
static const char *figure_name(const struct run *run, const struct bo_publication *publication,
                               const struct bo_bound *to)
{
    const char *name = bo_bound_name(run->arena, to);
    return is_whole_table(to) ? bo_printf(run->arena, "%s\n%s", name, publication->id) : name;
}

static void collect_figures(struct run *run)
{
    for (size_t p = 0; p < run->publications->n; p++) {
        const struct bo_publication *publication = run->publications->at[p];
        for (size_t b = 0; b < publication->bindings.n; b++) {
            const struct bo_bound *to = &publication->bindings.at[b].to;
            const char *name = figure_name(run, publication, to);
            uint32_t known;
            if ((!is_named(run, id_of(to)) && !is_named(run, publication->id)) ||
                bo_intern_find(&run->names, name, &known)) {
                continue;
            }
            bo_intern(&run->names, name);
            struct bo_finding finding = {.name = bo_bound_name(run->arena, to), .to = *to, .why = ""};
            bo_testimonies none = {0};
            finding.from = finding.ours_from = BO_DATE_NONE;
            BO_PUSH(run->arena, &run->report->findings, finding);
            BO_PUSH(run->arena, &run->later, none);
        }
    }
}

static struct bo_finding *finding_of(struct run *run, const struct bo_publication *publication, size_t binding,
                                     bo_testimonies **later)
{
    uint32_t number;
    if (!bo_intern_find(&run->names, figure_name(run, publication, &publication->bindings.at[binding].to), &number)) {
        return NULL;
    }
    *later = &run->later.at[number];
    return &run->report->findings.at[number];
}

static bool is_needed(struct run *run, const struct bo_publication *publication)
{
    bo_testimonies *later;
    bool needed = false;
    for (size_t i = 0; i < publication->bindings.n; i++) {
        needed |= finding_of(run, publication, i, &later) != NULL;
    }
    return needed;
}

/* Documents */

static const struct bo_binding *calendar_binding(const struct bo_publication *publication)
{
    return publication->bindings.n > 0 ? &publication->bindings.at[0] : NULL;
}

static const char *address_on(struct bo_arena *arena, const struct bo_publication *publication, const char *address,
                              int64_t day)
{
    return bo_years_filled(arena, address, bo_period_year(publication, calendar_binding(publication), day));
}

void bo_source_hosts(struct bo_arena *arena, const bo_publications *publications, int64_t day, const char ***hosts,
                     size_t *n)
{
    const char **list = bo_alloc_array(arena, *n + 2 * publications->n, sizeof *list);
    for (size_t i = 0; i < *n; i++) {
        list[i] = (*hosts)[i];
    }
    for (size_t i = 0; i < publications->n; i++) {
        const struct bo_publication *publication = publications->at[i];
        const char *urls[] = {publication->href, publication->effects};
        for (size_t u = 0; u < 2; u++) {
            const char *url = urls[u] != NULL ? address_on(arena, publication, urls[u], day) : NULL;
            const char *host = url != NULL ? bo_url_host(arena, url) : NULL;
            if (host != NULL) {
                list[(*n)++] = host;
            }
        }
    }
    *hosts = list;
}

struct opened { /* a document with what is said of changes to it */
    struct bo_witnessed got;
    struct bo_document document;
    const char *url, *retrieved;
};

static void tell_of(struct run *run, const struct bo_publication *publication, const struct opened *opened)
{
    struct bo_source_document about = {.publication = publication,
                                       .url = bo_strdup(run->arena, opened->url),
                                       .why = opened->got.why != NULL ? bo_strdup(run->arena, opened->got.why) : NULL,
                                       .retrieved = opened->retrieved,
                                       .status = opened->got.status,
                                       .kept = opened->got.kept};
    BO_PUSH(run->arena, &run->report->documents, about);
}

/* Without its feed of changes a text of law cannot be called up to date. */
static void open_document(struct run *run, struct bo_arena *scratch, const struct bo_publication *publication,
                          int64_t day, struct opened *opened)
{
    *opened = (struct opened){.url = address_on(scratch, publication, publication->href, day)};
    opened->got = bo_witness(run->witnesses, scratch, opened->url);
    opened->document = (struct bo_document){.url = opened->url,
                                            .bytes = opened->got.bytes,
                                            .n = opened->got.n,
                                            .whole = opened->got.whole,
                                            .media = opened->got.media};
    if (opened->got.status == BO_OK && publication->effects != NULL) {
        const char *url = address_on(scratch, publication, publication->effects, day);
        struct bo_witnessed feed = bo_witness(run->witnesses, scratch, url);
        opened->document.effects = feed.bytes;
        opened->document.effects_n = feed.n;
        if (feed.status != BO_OK) {
            opened->got.status = feed.status;
            opened->got.why = bo_printf(scratch, "its list of changes that are not yet in the text: %s", feed.why);
        }
    }
    if (opened->got.status == BO_OK) {
        opened->retrieved = bo_moment_text(run->arena, opened->got.retrieved);
        opened->document.retrieved = opened->retrieved;
    }
}

/* Testimonies */

static const char *kept_words(struct run *run, const char *words)
{
    return words != NULL ? bo_utf8_line(run->arena, words, WORDS_MAX) : NULL;
}

static struct bo_testimony no_testimony(struct run *run, const struct bo_publication *publication,
                                        const struct bo_binding *binding, const struct opened *opened)
{
    return (struct bo_testimony){.publication = publication,
                                 .binding = binding,
                                 .unread = opened->got.status,
                                 .what = BO_READ_UNAVAILABLE,
                                 .from = BO_DATE_NONE,
                                 .why = kept_words(run, opened->got.why),
                                 .url = bo_strdup(run->arena, opened->url),
                                 .retrieved = opened->retrieved};
}

static struct bo_testimony testimony_of(struct run *run, const struct bo_publication *publication,
                                        const struct bo_binding *binding, const struct opened *opened,
                                        const struct bo_reading *reading)
{
    struct bo_testimony t = no_testimony(run, publication, binding, opened);
    t.what = reading->what;
    t.unread = reading->what == BO_READ_UNAVAILABLE ? BO_SERVER : BO_OK;
    t.figure = bo_figure_as_ours(run->arena, binding, reading->figure);
    t.figure = t.figure != NULL ? bo_strdup(run->arena, t.figure) : NULL;
    t.from = reading->from;
    t.words = kept_words(run, reading->words);
    t.why = kept_words(run, reading->why);
    if (reading->fragment != NULL) {
        bo_sha256_text(reading->fragment, strlen(reading->fragment), t.sha256);
    }
    return t;
}

static void read_table(struct run *run, struct bo_arena *scratch, const struct bo_publication *publication,
                       const struct bo_binding *binding, const struct opened *opened, struct bo_finding *finding)
{
    bo_named_figures figures = {0};
    struct bo_buf all;
    struct bo_testimony t = no_testimony(run, publication, binding, opened);
    if (opened->got.status == BO_OK) {
        bo_read_rows(scratch, publication, binding, &opened->document, run->request->day, &figures);
    }
    bo_buf_init(&all);
    for (size_t i = 0; i < figures.n; i++) {
        const struct bo_reading *reading = &figures.at[i].reading;
        bo_buf_printf(&all, "%s\n", reading->fragment != NULL ? reading->fragment : "");
        t.unread = i == 0 && reading->what == BO_READ_UNAVAILABLE ? BO_SERVER : t.unread;
        t.why = i == 0 && reading->what == BO_READ_UNAVAILABLE ? kept_words(run, reading->why) : t.why;
    }
    if (figures.n > 0) {
        bo_sha256_text(all.at, all.n, t.sha256);
    }
    bo_buf_fini(&all);
    BO_PUSH(run->arena, &finding->witnesses, t);
    bo_find_rows(run->arena, finding, &figures, run->request->day);
}

/* What the document says of each binding on a day; of a year later in a list of its own. */
static void take_testimonies(struct run *run, struct bo_arena *scratch, const struct bo_publication *publication,
                             const struct opened *opened, int64_t day, bool is_later)
{
    bo_readings readings = {0};
    if (opened->got.status == BO_OK) {
        bo_read_publication(scratch, publication, &opened->document, day, &readings);
    }
    for (size_t i = 0; i < publication->bindings.n; i++) {
        const struct bo_binding *binding = &publication->bindings.at[i];
        bo_testimonies *later;
        struct bo_finding *finding = finding_of(run, publication, i, &later);
        if (finding == NULL || is_whole_table(&binding->to)) {
            continue;
        }
        struct bo_testimony t = i < readings.n ? testimony_of(run, publication, binding, opened, &readings.at[i])
                                               : no_testimony(run, publication, binding, opened);
        if (is_later) {
            BO_PUSH(run->arena, later, t);
        } else {
            BO_PUSH(run->arena, &finding->witnesses, t);
        }
    }
}

static void read_tables(struct run *run, struct bo_arena *scratch, const struct bo_publication *publication,
                        const struct opened *opened)
{
    for (size_t i = 0; i < publication->bindings.n; i++) {
        bo_testimonies *later;
        struct bo_finding *finding = finding_of(run, publication, i, &later);
        if (finding != NULL && is_whole_table(&publication->bindings.at[i].to)) {
            read_table(run, scratch, publication, &publication->bindings.at[i], opened, finding);
        }
    }
}

/* The document of a year later: the same, or one of its own that may not be there yet. */
static void open_later(struct run *run, struct bo_arena *scratch, const struct bo_publication *publication,
                       struct opened *opened)
{
    int64_t day = run->request->day, later = bo_date_add_months(day, YEAR_MONTHS);
    const struct bo_binding *binding = calendar_binding(publication);
    bool same = strcmp(opened->url, address_on(scratch, publication, publication->href, later)) == 0;
    bool soon = bo_period_year(publication, binding, day) != bo_period_year(publication, binding, day + SOON_DAYS);
    if (!same && soon) {
        open_document(run, scratch, publication, later, opened);
    } else if (!same) {
        opened->got = (struct bo_witnessed){.status = BO_NO};
    }
}

/* What a challenge or a page that was withdrawn says of all that was asked is said of the document. */
static void judge_document(struct run *run, const struct bo_publication *publication, struct opened *opened)
{
    size_t asked = 0, unread = 0;
    const char *why = NULL;
    for (size_t i = 0; i < publication->bindings.n; i++) {
        bo_testimonies *later;
        const struct bo_finding *finding = finding_of(run, publication, i, &later);
        const struct bo_testimony *t =
            finding != NULL && finding->witnesses.n > 0 ? &finding->witnesses.at[finding->witnesses.n - 1] : NULL;
        if (t != NULL && t->publication == publication) {
            asked++;
            unread += t->unread != BO_OK;
            why = why == NULL ? t->why : why;
        }
    }
    if (opened->got.status == BO_OK && asked > 0 && unread == asked) {
        opened->got.status = BO_SERVER;
        opened->got.why = why;
    }
    tell_of(run, publication, opened);
}

static void read_publication(struct run *run, const struct bo_publication *publication)
{
    struct bo_arena scratch;
    struct opened opened;
    bo_arena_init(&scratch);
    open_document(run, &scratch, publication, run->request->day, &opened);
    take_testimonies(run, &scratch, publication, &opened, run->request->day, false);
    read_tables(run, &scratch, publication, &opened);
    judge_document(run, publication, &opened);
    open_later(run, &scratch, publication, &opened);
    take_testimonies(run, &scratch, publication, &opened, bo_date_add_months(run->request->day, YEAR_MONTHS), true);
    bo_arena_fini(&scratch);
}

/* What nobody publishes, as far as the set says */

static bool is_bound(const struct run *run, const struct bo_named *named)
{
    for (size_t p = 0; p < run->publications->n; p++) {
        const struct bo_publication *publication = run->publications->at[p];
        for (size_t b = 0; b < publication->bindings.n; b++) {
            if (strcmp(id_of(&publication->bindings.at[b].to), named->id) == 0) {
                return true;
            }
        }
    }
    return false;
}

static void add_unbound(struct run *run, const struct bo_named *named, const struct bo_bound *to)
{
    struct bo_finding finding = {.name = named->id, .to = *to, .why = ""};
    bo_testimonies none = {0};
    if (is_named(run, named->id) && !is_bound(run, named)) {
        bo_find(run->arena, &finding, &none, run->request->day);
        BO_PUSH(run->arena, &run->report->findings, finding);
    }
}

static void collect_unbound(struct run *run)
{
    for (size_t i = 0; i < run->set->params.n; i++) {
        const struct bo_param *param = run->set->params.at[i];
        if (param->kind == BO_NUMBER || param->kind == BO_DATE) {
            add_unbound(run, &param->named, &(struct bo_bound){.param = param});
        }
    }
    for (size_t i = 0; i < run->set->scales.n; i++) {
        add_unbound(run, &run->set->scales.at[i]->named, &(struct bo_bound){.scale = run->set->scales.at[i]});
    }
    for (size_t i = 0; i < run->set->tables.n; i++) {
        add_unbound(run, &run->set->tables.at[i]->named, &(struct bo_bound){.table = run->set->tables.at[i]});
    }
}

/* The whole */

static void count(struct bo_sources_report *report)
{
    memset(report->counts, 0, sizeof report->counts);
    for (size_t i = 0; i < report->findings.n; i++) {
        report->counts[report->findings.at[i].found]++;
    }
}

/* By what was found; otherwise as they came. */
static void order(struct run *run)
{
    bo_findings sorted = {0};
    for (int found = 0; found < BO_FOUND_KINDS; found++) {
        for (size_t i = 0; i < run->report->findings.n; i++) {
            if (run->report->findings.at[i].found == (enum bo_found)found) {
                BO_PUSH(run->arena, &sorted, run->report->findings.at[i]);
            }
        }
    }
    run->report->findings = sorted;
}

static void read_all(struct run *run)
{
    size_t needed = 0, done = 0;
    for (size_t i = 0; i < run->publications->n; i++) {
        needed += is_needed(run, run->publications->at[i]);
    }
    for (size_t i = 0; i < run->publications->n; i++) {
        if (is_needed(run, run->publications->at[i])) {
            read_publication(run, run->publications->at[i]);
            done++;
            if (run->request->progress != NULL) {
                run->request->progress(run->request->context, done, needed);
            }
        }
    }
}

void bo_check_sources(struct bo_arena *arena, const struct bo_set *set, const bo_publications *publications,
                      struct bo_witnesses *witnesses, const struct bo_sources_request *request,
                      struct bo_sources_report *report)
{
    struct run run = {.arena = arena,
                      .set = set,
                      .publications = publications,
                      .witnesses = witnesses,
                      .request = request,
                      .report = report};
    *report = (struct bo_sources_report){.set = set};
    bo_intern_init(&run.names, arena);
    collect_figures(&run);
    read_all(&run);
    for (size_t i = 0; i < report->findings.n; i++) {
        if (!is_whole_table(&report->findings.at[i].to)) {
            bo_find(arena, &report->findings.at[i], &run.later.at[i], request->day);
        }
    }
    collect_unbound(&run);
    order(&run);
    count(report);
}

enum bo_status bo_sources_status(const struct bo_sources_report *report)
{
    static const enum bo_status reasons[] = {BO_TLS, BO_NETWORK, BO_SERVER};
    for (int found = 0; found < BO_FOUND_UNAVAILABLE; found++) {
        if (report->counts[found] > 0) {
            return BO_NO;
        }
    }
    for (size_t r = 0; r < sizeof reasons / sizeof *reasons; r++) {
        for (size_t i = 0; i < report->documents.n; i++) {
            if (report->documents.at[i].status == reasons[r]) {
                return reasons[r];
            }
        }
    }
    return BO_OK;
}

enum bo_status bo_sources_lock(struct bo_arena *arena, int *lock, struct bo_diags *diags)
{
    const char *folder = bo_state_folder(arena);
    *lock = -1;
    if (folder == NULL) {
        bo_diag(diags, BO_ERROR, (struct bo_place){0}, "disk",
                "there is no place to remember what was found: neither XDG_STATE_HOME nor HOME is set");
        return BO_DISK;
    }
    enum bo_status status = bo_disk_folders(arena, folder, diags);
    const char *path = bo_printf(arena, "%s/check-sources.lock", folder);
    if (status != BO_OK) {
        return status;
    }
    *lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (*lock < 0) {
        return bo_disk_error(path, diags);
    }
    if (flock(*lock, LOCK_EX | LOCK_NB) != 0) {
        close(*lock);
        *lock = -1;
        bo_diag(diags, BO_ERROR, (struct bo_place){.file = path}, "locked", "another check of sources is at work");
        return BO_LOCKED;
    }
    return BO_OK;
}
