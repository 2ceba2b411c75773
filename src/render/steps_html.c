#include "render/steps_html.h"
#include "num/written.h"
#include "render/basis.h"
#include "render/step_parts.h"
#include "render/words.h"

#include <string.h>

enum { OPEN_DEPTH = 2 }; /* steps above it are open on the screen; on paper all are */

/* Law */

struct bo_laws bo_laws_of(struct bo_arena *arena, const struct bo_set *set)
{
    return (struct bo_laws){set, bo_alloc_array(arena, set->sources.n + 1, sizeof(bool))};
}

static const char *name_of(const struct bo_source *source)
{
    return source->number != NULL ? source->number : source->title;
}

void bo_laws_note(struct bo_laws *laws, const char *cite)
{
    for (size_t i = 0; i < laws->set->sources.n; i++) {
        const char *name = name_of(laws->set->sources.at[i]);
        size_t n = name != NULL ? strlen(name) : 0;
        if (n > 0 && strncmp(cite, name, n) == 0 && (cite[n] == '\0' || cite[n] == ' ')) {
            laws->cited[i] = true;
        }
    }
}

/* Whether a source of the same name was written before: several files of a set may name the same law. */
static bool is_repeated(const struct bo_laws *laws, size_t at)
{
    for (size_t i = 0; i < at; i++) {
        if (laws->cited[i] && strcmp(name_of(laws->set->sources.at[i]), name_of(laws->set->sources.at[at])) == 0) {
            return true;
        }
    }
    return false;
}

static bool is_link(const char *href)
{
    return href != NULL && (strncmp(href, "https://", 8) == 0 || strncmp(href, "http://", 7) == 0);
}

void bo_laws_write(struct bo_html *html, const struct bo_laws *laws, const char *lang)
{
    size_t n = 0;
    for (size_t i = 0; i < laws->set->sources.n; i++) {
        const struct bo_source *source = laws->set->sources.at[i];
        if (!laws->cited[i] || is_repeated(laws, i)) {
            continue;
        }
        if (n++ == 0) {
            bo_html_fill(html, "<h2>{}</h2>\n<ul class=\"small\">\n", bo_word(lang, BO_W_LAW_CITED));
        }
        bo_html_put(html, "<li>");
        if (source->number != NULL) {
            bo_html_fill(html, "{}: ", source->number);
        }
        const char *title = source->title != NULL ? source->title : source->id;
        if (is_link(source->href)) {
            bo_html_fill(html, "<a href=\"{}\">{}</a></li>\n", source->href, title);
        } else {
            bo_html_fill(html, "{}</li>\n", title);
        }
    }
    bo_html_put(html, n > 0 ? "</ul>\n" : "");
}

/* Steps */

struct writing {
    struct bo_html *html;
    const struct bo_explanation *of;
    const char *id;
    struct bo_laws *laws;
    struct bo_plan plan;
    const struct bo_steps_told *earlier;
};

static const char *number_of(const struct writing *w, const struct bo_plan_line *line)
{
    return bo_printf(w->html->arena, "%zu", w->plan.numbers.at[line->entry]);
}

/* "Label (id, who) =" and the value. */
static void equation(struct writing *w, const struct bo_step *step)
{
    const char *behind = bo_step_behind(w->html->arena, w->of, step);
    bo_html_fill(w->html, "{} ", bo_step_label(step));
    if (*behind != '\0') {
        bo_html_fill(w->html, "<small>(<bdi>{}</bdi>)</small> ", behind);
    }
    bo_html_fill(w->html, "= <b>{}</b>", bo_step_value(w->html->arena, w->of, step));
}

static void note_cites(struct writing *w, const struct bo_step *step)
{
    for (size_t i = 0; i < step->cites.n; i++) {
        bo_laws_note(w->laws, step->cites.at[i]);
    }
    for (size_t i = 0; i < step->roundings.n; i++) {
        if (step->roundings.at[i].cite != NULL) {
            bo_laws_note(w->laws, step->roundings.at[i].cite);
        }
    }
}

static void leaf(struct writing *w, const struct bo_step *step)
{
    const char *parts[] = {bo_step_marks(w->html->arena, w->of, step), bo_step_cites(w->html->arena, step)};
    for (int i = 0; i < 2; i++) {
        if (*parts[i] != '\0') {
            bo_html_fill(w->html, " · {}", parts[i]);
        }
    }
}

struct parts {
    struct writing *w;
    size_t n;
    enum bo_word last; /* where it is the same again, it is said once */
};

static void part(struct parts *parts, enum bo_word lead, const char *text)
{
    struct bo_html *html = parts->w->html;
    if (text == NULL || *text == '\0') {
        return;
    }
    bo_html_put(html, parts->n == 0 ? "<dl>\n" : "");
    if (parts->n++ == 0 || parts->last != lead) {
        bo_html_fill(html, "<dt>{}</dt>", bo_word(parts->w->of->lang, lead));
    }
    bo_html_fill(html, "<dd>{}</dd>\n", text);
    parts->last = lead;
}

static void all_parts(struct writing *w, const struct bo_step *step)
{
    struct bo_arena *arena = w->html->arena;
    struct parts parts = {.w = w};
    const char *marks = bo_step_marks(arena, w->of, step);
    if (*marks != '\0') {
        bo_html_fill(w->html, "<p>{}</p>\n", marks);
    }
    if (step->text != NULL) {
        bo_html_fill(w->html, "<p>{}</p>\n", step->text);
    }
    part(&parts, BO_W_BECAUSE, step->because);
    part(&parts, BO_W_FORMULA, step->formula);
    part(&parts, BO_W_WORKING, bo_step_working(step));
    for (size_t i = 0; i < step->roundings.n; i++) {
        part(&parts, BO_W_ROUNDING, bo_step_rounding(arena, w->of, &step->roundings.at[i]));
    }
    part(&parts, BO_W_LAW, bo_step_cites(arena, step));
    bo_html_put(w->html, parts.n > 0 ? "</dl>\n" : "");
}

static size_t list_from(struct writing *w, size_t at, size_t depth);

/* A step that is told elsewhere: further up or down, or in the explanation before. */
static void pointer(struct writing *w, const struct bo_plan_line *line)
{
    struct bo_arena *arena = w->html->arena;
    bool earlier = line->earlier > 0;
    const char *number = earlier ? bo_printf(arena, "%zu", line->earlier) : number_of(w, line);
    const char *see = bo_word_with(arena, w->of->lang, BO_W_SEE, number, NULL);
    if (earlier) {
        see = bo_word_with(arena, w->of->lang, BO_W_SAME_IN, bo_explained_in(w->earlier->explanation), see);
    }
    bo_html_put(w->html, "<li>– ");
    equation(w, line->step);
    bo_html_fill(w->html, " · <a href=\"#{}-{}\">{}</a></li>\n", earlier ? w->earlier->id : w->id, number, see);
}

/* One step with those below it; where the next begins. */
static size_t step_at(struct writing *w, size_t at)
{
    const struct bo_plan_line *line = &w->plan.lines.at[at];
    const struct bo_step *step = line->step;
    if (!line->here) {
        pointer(w, line);
        return at + 1;
    }
    const char *number = number_of(w, line);
    bool plain = bo_step_is_leaf(step);
    bo_html_fill(w->html, "<li id=\"{}-{}\">", w->id, number);
    bo_html_put(w->html, plain                      ? ""
                         : line->depth < OPEN_DEPTH ? "<details open=\"open\"><summary>"
                                                    : "<details><summary>");
    bo_html_fill(w->html, "<b>{}.</b> ", number);
    equation(w, step);
    note_cites(w, step);
    if (plain) {
        leaf(w, step);
        bo_html_put(w->html, "</li>\n");
        return at + 1;
    }
    bo_html_put(w->html, "</summary>\n");
    all_parts(w, step);
    at = list_from(w, at + 1, line->depth + 1);
    bo_html_put(w->html, "</details></li>\n");
    return at;
}

/* The steps of one depth from a place on, as a list; none where the first of them is less deep. */
static size_t list_from(struct writing *w, size_t at, size_t depth)
{
    size_t from = at;
    enum bo_part now = at < w->plan.lines.n ? w->plan.lines.at[at].part : BO_PART_SUM;
    while (at < w->plan.lines.n && w->plan.lines.at[at].depth == depth && w->plan.lines.at[at].part == now) {
        bo_html_put(w->html, at == from ? "<ol>\n" : "");
        at = step_at(w, at);
    }
    bo_html_put(w->html, at > from ? "</ol>\n" : "");
    return at;
}

struct bo_steps_told bo_steps_write(struct bo_html *html, const struct bo_explanation *explanation, const char *id,
                                    int level, struct bo_laws *laws, const struct bo_steps_told *earlier)
{
    static const enum bo_word headings[] = {BO_W_HOW, BO_W_NOTHING, BO_W_CONDITIONS};
    struct writing w = {.html = html, .of = explanation, .id = id, .laws = laws, .earlier = earlier};
    w.plan = earlier == NULL
                 ? bo_plan_of(html->arena, explanation->step)
                 : bo_plan_after(html->arena, explanation->step, earlier->explanation->step, &earlier->plan);
    const char *h = bo_printf(html->arena, "h%d", level);
    bo_html_put(html, "<div class=\"steps\">\n");
    for (size_t at = 0; at < w.plan.lines.n;) {
        enum bo_part now = w.plan.lines.at[at].part;
        if (now != BO_PART_SUM) {
            bo_html_fill(html, "<{}>{}</{}>\n", h, bo_word(explanation->lang, headings[now]), h);
        }
        at = list_from(&w, at, 0);
    }
    bo_html_put(html, "</div>\n");
    return (struct bo_steps_told){explanation, id, w.plan};
}

char *bo_render_explain_html(struct bo_arena *arena, const struct bo_explanation *explanation, const char *version)
{
    const struct bo_set *set = explanation->program->set;
    const char *lang = explanation->lang;
    struct bo_laws laws = bo_laws_of(arena, set);
    struct bo_html html;
    const char *title = bo_word_with(arena, lang, BO_W_HOW, explanation->step->label, NULL);
    const struct bo_basis basis = bo_basis_of(set, explanation->kase->date);
    bo_html_open(&html, arena);
    bo_html_begin(&html, lang, title);
    bo_html_fill(&html, "<h1>{}</h1>\n<p><bdi>{}</bdi> · {}</p>\n", title, bo_explained_in(explanation),
                 bo_word_with(arena, lang, BO_W_RULES_OF, bo_written_date(arena, basis.date, lang), NULL));
    bo_steps_write(&html, explanation, "step", 2, &laws, NULL);
    bo_laws_write(&html, &laws, lang);
    bo_basis_write(&html, &basis, lang, version);
    return bo_html_take(&html);
}
