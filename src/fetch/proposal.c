#include "fetch/proposal.h"

#include "fetch/disk.h"
#include "fetch/kept.h"
#include "fetch/limited.h"
#include "fetch/proposal_edit.h"
#include "fetch/proposal_words.h"
#include "rules/load.h"
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define STAGED ".new-" /* a proposal in the making; of a run that ended early it is taken away */
enum { NAME_DIGITS = 8 };

struct changed_file {
    const char *path; /* inside the set */
    struct bo_source_text source;
    bo_changes edits;
};

struct making {
    struct bo_arena *arena;
    const struct bo_proposal_request *request;
    bo_findings *findings;
    struct bo_proposal *proposal;
    struct bo_diags *diags;
    BO_VEC(struct changed_file) files;
    const char *staged, *rules;
};

/* What changes, in which file */

static const struct bo_named *named_of(const struct bo_finding *f)
{
    return f->to.param != NULL ? &f->to.param->named : f->to.scale != NULL ? &f->to.scale->named : &f->to.table->named;
}

static struct changed_file *file_of(struct making *m, const char *path)
{
    for (size_t i = 0; i < m->files.n; i++) {
        if (strcmp(m->files.at[i].path, path) == 0) {
            return &m->files.at[i];
        }
    }
    struct changed_file file = {.path = path};
    char *text;
    const char *name = bo_printf(m->arena, "%s/%s", m->request->set->directory, path);
    if (!bo_disk_read(m->arena, name, BO_XML_FILE_MAX, &text, &file.source.n)) {
        return NULL;
    }
    file.source.text = text;
    BO_PUSH(m->arena, &m->files, file);
    return &m->files.at[m->files.n - 1];
}

static void leave_to_people(struct making *m, const bo_found_together *group, const char *why)
{
    for (size_t i = 0; i < m->findings->n; i++) {
        for (size_t k = 0; k < group->n; k++) {
            if (group->at[k] == &m->findings->at[i]) {
                m->findings->at[i].ready = false;
                m->findings->at[i].why =
                    bo_printf(m->arena, "%s; to be changed by hand: %s", m->findings->at[i].why, why);
            }
        }
    }
}

/* The file's edits so far with those of the group, when they do not touch each other. */
static const char *add_edits(struct making *m, struct changed_file *file, const bo_found_together *group)
{
    bo_changes all = {0};
    for (size_t i = 0; i < file->edits.n; i++) {
        BO_PUSH(m->arena, &all, file->edits.at[i]);
    }
    const char *why = bo_propose_edits(m->arena, &file->source, group, m->request->day, &all);
    if (why == NULL && !bo_edits_sort(&all)) {
        why = "another change is at the same place";
    }
    file->edits = why == NULL ? all : file->edits;
    return why;
}

static void edit_group(struct making *m, const bo_found_together *group)
{
    struct changed_file *file = file_of(m, named_of(group->at[0])->law->file);
    const char *why = file != NULL ? add_edits(m, file, group) : "the file cannot be read";
    if (why != NULL) {
        leave_to_people(m, group, why);
    } else {
        m->proposal->changes += group->n;
    }
}

/* Findings of one element and one first day belong together; each group once, at its first. */
static void edit_all(struct making *m)
{
    for (size_t i = 0; i < m->findings->n; i++) {
        bo_found_together group = {0};
        bool first = m->findings->at[i].ready;
        for (size_t k = 0; k < m->findings->n && first; k++) {
            const struct bo_finding *f = &m->findings->at[k];
            bool together =
                f->ready && named_of(f) == named_of(&m->findings->at[i]) && f->from == m->findings->at[i].from;
            first = !(together && k < i);
            if (together) {
                BO_PUSH(m->arena, &group, f);
            }
        }
        if (first) {
            edit_group(m, &group);
        }
    }
}

/* The version */

/* "2026.1" becomes "2026.2": the last number plus one, until no such version is there. */
static const char *next_version(const struct making *m)
{
    const char *version = m->request->set->version;
    for (size_t tries = 0; tries < 1000; tries++) {
        size_t n = strlen(version), digits = 0;
        while (digits < n && digits < 9 && version[n - digits - 1] >= '0' && version[n - digits - 1] <= '9') {
            digits++;
        }
        version = digits == 0 ? bo_printf(m->arena, "%s.1", version)
                              : bo_printf(m->arena, "%.*s%lu", (int)(n - digits), version,
                                          strtoul(version + n - digits, NULL, 10) + 1);
        if (!m->request->taken(m->request->context, version)) {
            break;
        }
    }
    return version;
}

/* The start tag of the set's first file; comments before it are passed over. */
static bool find_root(const struct bo_source_text *source, struct bo_span *span)
{
    for (size_t i = 0; i + 8 < source->n; i++) {
        if (memcmp(source->text + i, "<!--", 4) == 0) {
            const char *end = strstr(source->text + i, "-->");
            i = end != NULL ? (size_t)(end - source->text) : source->n - 1;
        } else if (memcmp(source->text + i, "<ruleset", 8) == 0) {
            const char *end = strchr(source->text + i, '>');
            *span = (struct bo_span){i, end != NULL ? (size_t)(end - source->text) + 1 : source->n, source->n};
            return end != NULL;
        }
    }
    return false;
}

static bool raise_version(struct making *m)
{
    struct changed_file *file = file_of(m, "ruleset.xml");
    struct bo_span root, at;
    if (file == NULL || !find_root(&file->source, &root) || !bo_edit_attribute(&file->source, &root, "version", &at)) {
        return false;
    }
    m->proposal->version = next_version(m);
    struct bo_change edit = {at.from, at.to, m->proposal->version};
    BO_PUSH(m->arena, &file->edits, edit);
    return bo_edits_sort(&file->edits);
}

/* What is proposed, as a name that does not depend on when it was found. */
static const char *name_of(const struct making *m)
{
    struct bo_buf text;
    char hex[BO_SHA256_HEX];
    bo_buf_init(&text);
    bo_buf_printf(&text, "%s\n", m->request->set->sha256);
    for (size_t i = 0; i < m->findings->n; i++) {
        const struct bo_finding *f = &m->findings->at[i];
        for (size_t k = 0; f->ready && k < f->witnesses.n; k++) {
            bo_buf_printf(&text, "%s %s %lld %s %s\n", f->name, f->figure, (long long)f->from,
                          f->witnesses.at[k].publication->id, f->witnesses.at[k].sha256);
        }
    }
    bo_sha256_text(text.at, text.n, hex);
    bo_buf_fini(&text);
    return bo_printf(m->arena, "%s-%s-%.*s", m->request->set->id, m->proposal->version, NAME_DIGITS, hex);
}

/* Writing */

static enum bo_status write_new(struct making *m, const char *path, const struct bo_buf *text)
{
    char *folder = bo_strdup(m->arena, path);
    *strrchr(folder, '/') = '\0';
    enum bo_status status = bo_disk_folders(m->arena, folder, m->diags);
    return status == BO_OK ? bo_disk_create(path, text->at, text->n, m->diags) : status;
}

static const struct changed_file *change_of(const struct making *m, const char *path)
{
    for (size_t i = 0; i < m->files.n; i++) {
        if (strcmp(m->files.at[i].path, path) == 0 && m->files.at[i].edits.n > 0) {
            return &m->files.at[i];
        }
    }
    return NULL;
}

static enum bo_status write_rules(struct making *m)
{
    const struct bo_set *set = m->request->set;
    enum bo_status status = BO_OK;
    for (size_t i = 0; i < set->files.n && status == BO_OK; i++) {
        const char *path = set->files.at[i].path, *from = bo_printf(m->arena, "%s/%s", set->directory, path);
        const struct changed_file *change = change_of(m, path);
        struct bo_arena scratch;
        struct bo_buf text;
        char *old;
        size_t n;
        bo_arena_init(&scratch);
        bo_buf_init(&text);
        bo_buf_puts(&text, "");
        if (change != NULL) {
            bo_edits_apply(&change->source, &change->edits, &text);
        } else if (bo_disk_read(&scratch, from, BO_XML_FILE_MAX, &old, &n)) {
            bo_buf_add(&text, old, n);
        } else {
            status = bo_disk_error(from, m->diags);
        }
        status = status == BO_OK ? write_new(m, bo_printf(m->arena, "%s/%s", m->rules, path), &text) : status;
        bo_buf_fini(&text);
        bo_arena_fini(&scratch);
    }
    return status;
}

static enum bo_status write_diff(struct making *m)
{
    struct bo_buf text;
    bo_buf_init(&text);
    bo_buf_puts(&text, "");
    for (size_t i = 0; i < m->files.n; i++) {
        if (m->files.at[i].edits.n > 0) {
            bo_edits_diff(m->files.at[i].path, &m->files.at[i].source, &m->files.at[i].edits, &text);
        }
    }
    enum bo_status status = write_new(m, bo_printf(m->arena, "%s/changes.diff", m->staged), &text);
    bo_buf_fini(&text);
    return status;
}

static enum bo_status check_staged(void *context, struct bo_buf *words)
{
    const struct making *m = context;
    return m->request->check(m->rules, m->request->set->id, m->proposal->version, words);
}

/* What the check said, without the name of the folder in the making. */
static const char *try_rules(struct making *m)
{
    struct bo_buf words, lines;
    bo_buf_init(&words);
    bo_buf_init(&lines);
    bo_buf_puts(&lines, "");
    m->proposal->passed = bo_limited_run(check_staged, m, &words) == BO_OK;
    size_t prefix = strlen(m->staged);
    for (const char *line = m->proposal->passed || words.at == NULL ? "" : words.at; *line != '\0';) {
        size_t n = strcspn(line, "\n");
        const char *text = n > prefix && strncmp(line, m->staged, prefix) == 0 ? line + prefix + 1 : line;
        bo_buf_printf(&lines, "  %.*s\n", (int)(n - (size_t)(text - line)), text);
        line += n + (line[n] == '\n');
    }
    const char *outcome = bo_strndup(m->arena, lines.at, lines.n);
    bo_buf_fini(&words);
    bo_buf_fini(&lines);
    return outcome;
}

static enum bo_status write_words(struct making *m)
{
    struct bo_buf readme, evidence;
    const char *outcome = try_rules(m);
    bo_buf_init(&readme);
    bo_buf_init(&evidence);
    bo_proposal_readme(m->request, m->findings, m->proposal, outcome, &readme);
    bo_proposal_evidence(m->request, m->findings, m->proposal, &evidence);
    enum bo_status status = write_new(m, bo_printf(m->arena, "%s/README", m->staged), &readme);
    status = status == BO_OK ? write_new(m, bo_printf(m->arena, "%s/evidence.json", m->staged), &evidence) : status;
    bo_buf_fini(&readme);
    bo_buf_fini(&evidence);
    return status;
}

/* What earlier runs did not finish. */
static void clean(struct making *m)
{
    DIR *folder = opendir(m->request->folder);
    for (struct dirent *entry; folder != NULL && (entry = readdir(folder)) != NULL;) {
        if (strncmp(entry->d_name, STAGED, strlen(STAGED)) == 0) {
            bo_disk_remove_tree(m->arena, bo_printf(m->arena, "%s/%s", m->request->folder, entry->d_name));
        }
    }
    if (folder != NULL) {
        closedir(folder);
    }
}

static enum bo_status write_all(struct making *m, const char *name)
{
    const char *path = bo_printf(m->arena, "%s/%s", m->request->folder, name);
    m->staged = bo_printf(m->arena, "%s/" STAGED "%s", m->request->folder, name);
    m->rules = bo_printf(m->arena, "%s/rules/%s/%s", m->staged, m->request->set->id, m->proposal->version);
    enum bo_status status = bo_disk_folders(m->arena, m->rules, m->diags);
    status = status == BO_OK ? write_rules(m) : status;
    status = status == BO_OK ? write_diff(m) : status;
    status = status == BO_OK ? write_words(m) : status;
    status = status == BO_OK ? bo_disk_sync_tree(m->arena, m->staged, m->diags) : status;
    if (status == BO_OK && rename(m->staged, path) != 0) {
        status = bo_disk_error(path, m->diags);
    }
    if (status != BO_OK) {
        bo_disk_remove_tree(m->arena, m->staged);
        return status;
    }
    m->proposal->path = path;
    return bo_disk_sync_folder(m->request->folder, m->diags);
}

enum bo_status bo_propose(struct bo_arena *arena, const struct bo_proposal_request *request, bo_findings *findings,
                          struct bo_proposal *proposal, struct bo_diags *diags)
{
    struct making m = {.arena = arena, .request = request, .findings = findings, .proposal = proposal, .diags = diags};
    struct stat about;
    *proposal = (struct bo_proposal){0};
    clean(&m);
    edit_all(&m);
    if (proposal->changes == 0) {
        return BO_OK;
    }
    if (!raise_version(&m)) {
        bo_diag(diags, BO_WARNING, (struct bo_place){.file = request->set->directory}, "no-proposal",
                "the version of the set was not found in its ruleset.xml: nothing is proposed");
        return BO_OK;
    }
    const char *name = name_of(&m), *path = bo_printf(arena, "%s/%s", request->folder, name);
    if (stat(path, &about) == 0 && S_ISDIR(about.st_mode)) {
        proposal->path = path;
        proposal->known = true;
        return BO_OK;
    }
    return write_all(&m, name);
}
