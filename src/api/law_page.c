/* A law file as a page to read (Markdown): its law, questions, values by date, rules in words, examples. */
#include "api/law_page.h"
#include "api/open.h"
#include "api/tabular.h"

#include <string.h>

/* Questions */

static const char *unless_given(struct bo_law_page *p, const struct bo_input *input)
{
    const char *assume = bo_law_text(p, &input->assume);
    return assume != NULL            ? assume
           : input->required         ? "must be given"
           : input->fallback != NULL ? bo_law_cell(p, input->fallback)
                                     : "needed where a rule asks for it";
}

static const char *options_of(struct bo_law_page *p, const struct bo_input *input)
{
    const char *all = input->table_id != NULL ? bo_printf(p->d.arena, "the keys of `%s`", input->table_id) : "";
    for (size_t i = 0; i < input->options.n; i++) {
        const char *label = bo_law_text(p, &input->options.at[i].label);
        all = bo_printf(p->d.arena, "%s%s`%s`%s%s", all, i > 0 ? "; " : "", input->options.at[i].value,
                        label != NULL ? " " : "", label != NULL ? label : "");
    }
    return all;
}

/* A text's parts are found where the text is. */
static const char *anchors_of(struct bo_law_page *p, const struct bo_input *input)
{
    const char *all = bo_printf(p->d.arena, "<a id=\"%s\"></a>", input->named.id);
    for (size_t i = 0; i < input->parts.n; i++) {
        all = bo_printf(p->d.arena, "%s<a id=\"%s\"></a>", all, input->parts.at[i]->named.id);
    }
    return all;
}

static void put_inputs(struct bo_law_page *p)
{
    bool open = false;
    for (size_t i = 0; i < p->d.set->inputs.n; i++) {
        const struct bo_input *input = p->d.set->inputs.at[i];
        if (!bo_law_holds(p, &input->named) || input->part_of != NULL) {
            continue;
        }
        if (!open) {
            bo_law_part(p, &open, "What is asked\n");
            bo_law_put(p, "| of each | field | question | answers | if it is not given |\n|---|---|---|---|---|\n");
        }
        const char *question = bo_law_text(p, &input->question), *help = bo_law_text(p, &input->help);
        bo_law_put(p, "| %s | %s`%s` | %s%s%s | %s%s%s | %s |\n", input->entity_id, anchors_of(p, input), input->key,
                   question != NULL ? question : "", help != NULL ? " " : "", help != NULL ? help : "",
                   input->kind == BO_CODE ? options_of(p, input) : bo_kind_word(input->kind),
                   input->unit_text != NULL && input->kind == BO_NUMBER ? " in " : "",
                   input->unit_text != NULL && input->kind == BO_NUMBER ? input->unit_text : "",
                   unless_given(p, input));
    }
}

/* What is said */

static void put_messages(struct bo_law_page *p)
{
    bool open = false;
    for (size_t i = 0; i < p->d.set->messages.n; i++) {
        const struct bo_message *message = p->d.set->messages.at[i];
        if (bo_law_holds(p, &message->named)) {
            bo_law_part(p, &open, "Messages");
            bo_law_head(p, &message->named);
            bo_law_put(p, ", %s\n\n> %s\n\nWhen ",
                       message->kind == BO_MESSAGE_ERROR     ? "an error"
                       : message->kind == BO_MESSAGE_WARNING ? "a warning"
                                                             : "a note",
                       bo_law_sentence(p, &message->named.text));
            bo_law_formula(p, &message->test);
            bo_law_put(p, "\n");
            bo_law_cites(p, &message->named);
        }
    }
    open = false;
    for (size_t i = 0; i < p->d.set->missings.n; i++) {
        const struct bo_named *named = &p->d.set->missings.at[i]->named;
        if (bo_law_holds(p, named)) {
            bo_law_part(p, &open, "Not calculated\n");
            bo_law_put(p, "- <a id=\"%s\"></a>`%s`: %s\n", named->id, named->id, bo_law_text(p, &named->text));
        }
    }
}

/* Examples */

static void put_expects(struct bo_law_page *p, const bo_expects *expects)
{
    for (size_t i = 0; i < expects->n; i++) {
        const struct bo_expect *e = &expects->at[i];
        bo_law_put(p, "- `%s`%s%s%s%s: %s\n", e->id, e->of != NULL ? " of " : "", e->of != NULL ? e->of : "",
                   e->scenario != NULL ? " in " : "", e->scenario != NULL ? e->scenario : "", e->value);
    }
}

static void put_claims(struct bo_law_page *p, const struct bo_example_timeline *told)
{
    for (size_t i = 0; i < told->claims.n; i++) {
        const struct bo_example_claim *claim = &told->claims.at[i];
        bo_law_put(p, "- No other entry%s", claim->but ? claim->ids.n > 0 ? " but of" : "" : " of");
        for (size_t k = 0; k < claim->ids.n; k++) {
            bo_law_put(p, "%s `%s`", k > 0 ? "," : "", claim->ids.at[k]);
        }
        bo_law_put(p, "%s%s\n", claim->scenario != NULL ? " in " : "", claim->scenario != NULL ? claim->scenario : "");
    }
}

static void put_balances(struct bo_law_page *p, const struct bo_example_timeline *told)
{
    for (size_t i = 0; i < told->sums.n; i++) {
        const struct bo_example_month *month = &told->sums.at[i];
        const char *figures[] = {month->income, month->costs, month->left_over};
        const char *words[] = {"income", "costs", "left over"};
        bo_law_put(p, "- %s%s%s:", month->month, month->scenario != NULL ? " in " : "",
                   month->scenario != NULL ? month->scenario : "");
        for (int k = 0, any = 0; k < 3; k++) {
            bo_law_put(p, figures[k] != NULL ? "%s %s %s" : "", any ? "," : "", words[k], figures[k]);
            any |= figures[k] != NULL;
        }
        bo_law_put(p, "\n");
    }
    for (size_t i = 0; i < told->lowest.n; i++) {
        const struct bo_example_point *point = &told->lowest.at[i];
        bo_law_put(p, "- Lowest balance%s%s: %s on %s\n", point->scenario != NULL ? " in " : "",
                   point->scenario != NULL ? point->scenario : "", point->amount, bo_law_day(p, point->date));
    }
    for (size_t i = 0; i < told->ends.n; i++) {
        const struct bo_example_point *point = &told->ends.at[i];
        bo_law_put(p, "- Balance at the end%s%s: %s\n", point->scenario != NULL ? " in " : "",
                   point->scenario != NULL ? point->scenario : "", point->amount);
    }
}

/* Money by date: a table of its entries, then what else is said. */
static void put_told(struct bo_law_page *p, const struct bo_example_timeline *told)
{
    if (told->months == 0) {
        return;
    }
    bo_law_put(p, "\nBy date, %s%s%s:\n\n", bo_times(p->d.arena, told->months, "month"),
               told->what_if != NULL ? ", if " : "", told->what_if != NULL ? told->what_if : "");
    for (size_t i = 0; i < told->entries.n; i++) {
        const struct bo_example_entry *entry = &told->entries.at[i];
        bo_law_put(p, "- %s `%s`%s%s%s%s%s%s\n", bo_law_day(p, entry->date), entry->id, entry->of != NULL ? " of " : "",
                   entry->of != NULL ? entry->of : "", entry->scenario != NULL ? " in " : "",
                   entry->scenario != NULL ? entry->scenario : "", entry->amount != NULL ? ": " : "",
                   entry->amount != NULL ? entry->amount : "");
    }
    put_claims(p, told);
    put_balances(p, told);
}

static void put_examples(struct bo_law_page *p)
{
    bool open = false;
    for (size_t i = 0; i < p->d.set->examples.n; i++) {
        const struct bo_example *example = p->d.set->examples.at[i];
        if (example->law != p->law) {
            continue;
        }
        bo_law_part(p, &open, "Examples");
        bo_law_put(p, "\n<a id=\"%s\"></a>\n### %s\n\nOn %s. %s\n", example->id, example->id,
                   bo_law_day(p, example->on), example->source != NULL ? bo_law_cell(p, example->source) : "");
        for (size_t s = 0; s < example->sets.n; s++) {
            const struct bo_set_value *set = &example->sets.at[s];
            bo_law_put(p, "%s- with `%s` %s\n", s == 0 ? "\n" : "",
                       set->param_id != NULL ? set->param_id : set->scale_id,
                       set->value != NULL ? bo_law_cell(p, set->value) : "of its own");
        }
        bo_law_put(p, "\n```json\n%s\n```\n\n", bo_utf8_line(p->d.arena, example->case_text, BO_DIAG_TEXT_MAX));
        put_expects(p, &example->expects);
        for (size_t k = 0; k < example->periods.n; k++) {
            bo_law_put(p, "\nThe next period:\n\n```json\n%s\n```\n\n",
                       bo_utf8_line(p->d.arena, example->periods.at[k].patch, BO_DIAG_TEXT_MAX));
            put_expects(p, &example->periods.at[k].expects);
        }
        put_told(p, &example->told);
    }
}

static void put_lines(struct bo_law_page *p)
{
    bool open = false;
    for (size_t g = 0; g < p->d.set->sheet.groups.n; g++) {
        const struct bo_group *group = &p->d.set->sheet.groups.at[g];
        for (size_t l = 0; l < group->lines.n; l++) {
            const struct bo_line *line = &group->lines.at[l];
            const struct bo_named *named = bo_set_find(p->d.set, line->value_id);
            if (named == NULL || !bo_law_holds(p, named)) {
                continue;
            }
            const char *label = bo_law_text(p, &line->label), *text = bo_law_sentence(p, &line->text);
            bo_law_put(p, open ? "" : "\nOn the sheet:\n\n");
            open = true;
            bo_law_put(p, "- [%s](#%s). %s\n", label != NULL ? label : named->id, named->id, text != NULL ? text : "");
        }
    }
}

static void put_sources(struct bo_law_page *p)
{
    bool open = false;
    for (size_t i = 0; i < p->d.set->sources.n; i++) {
        const struct bo_source *source = p->d.set->sources.at[i];
        if (!p->cited[i]) {
            continue;
        }
        bo_law_part(p, &open, "The law cited here\n");
        const char *comma = source->number != NULL ? ", " : "", *number = source->number != NULL ? source->number : "";
        if (source->href != NULL) {
            bo_law_put(p, "- [%s](%s)%s%s\n", source->title, source->href, comma, number);
        } else {
            bo_law_put(p, "- %s%s%s\n", source->title, comma, number);
        }
    }
}

static const char *make(struct bo_reply *reply, const struct bo_asked *asked, const struct bo_set *set,
                        const struct bo_law *law)
{
    struct bo_law_page p = {.d = {.arena = &reply->arena, .set = set, .lang = asked->as.lang}, .law = law};
    const char *title = bo_text_in(set, &law->title, asked->as.lang),
               *of = bo_text_in(set, &set->title, asked->as.lang);
    p.cited = bo_alloc_array(&reply->arena, set->sources.n + 1, sizeof *p.cited);
    bo_buf_init(&p.buf);
    bo_law_put(&p, "# %s\n\n%s, rules %s %s, from %s to %s. Made from the rule file `%s`.\n",
               title != NULL ? title : law->id, of != NULL ? of : set->id, set->id, set->version,
               bo_law_day(&p, set->complete_from), bo_law_day(&p, set->complete_until), law->file);
    put_lines(&p);
    put_inputs(&p);
    bo_law_rules(&p);
    bo_law_values(&p);
    put_messages(&p);
    put_examples(&p);
    put_sources(&p);
    const char *text = bo_strndup(&reply->arena, p.buf.at, p.buf.n);
    bo_buf_fini(&p.buf);
    return text;
}

/* A law is meant by its id, its file, or its file without the ending. */
static const struct bo_law *find_law(const struct bo_set *set, const char *name)
{
    for (size_t i = 0; i < set->laws.n; i++) {
        const struct bo_law *law = set->laws.at[i];
        const char *file = law->file != NULL ? law->file : "";
        size_t n = strlen(name);
        if (strcmp(law->id, name) == 0 || strcmp(file, name) == 0 ||
            (strncmp(file, name, n) == 0 && strcmp(file + n, ".xml") == 0)) {
            return law;
        }
    }
    return NULL;
}

static const char *nearest_law(const struct bo_set *set, struct bo_arena *arena, const char *name)
{
    const char **ids = bo_alloc_array(arena, set->laws.n + 1, sizeof *ids);
    for (size_t i = 0; i < set->laws.n; i++) {
        ids[i] = set->laws.at[i]->id;
    }
    return bo_nearest(name, ids, set->laws.n);
}

struct bo_reply *bo_show_page(const struct bo_options *options, const char *law)
{
    struct bo_reply *reply = bo_reply_new();
    struct bo_asked asked;
    struct bo_rules *rules = NULL;
    const char *text = NULL;
    enum bo_status status = bo_asked_read(reply, options, 1 << BO_AS_TEXT, &asked);
    status = status == BO_OK ? bo_open_one(reply, &asked, &rules) : status;
    if (status == BO_OK) {
        const struct bo_law *found = find_law(rules->set, law);
        if (found == NULL) {
            bo_reply_error(reply, "unknown-name", "there is no law '%s' in the rules%s", law,
                           bo_reply_hint(reply, nearest_law(rules->set, &reply->arena, law)));
            status = BO_USAGE;
        } else {
            bo_open_note_language(reply, &asked, rules->set);
            text = make(reply, &asked, rules->set, found);
        }
    }
    bo_reply_finish(reply, status, text);
    bo_rules_close(rules);
    return reply;
}
