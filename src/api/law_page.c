/* A law file as a page to read (Markdown): its law, questions, values by date, rules in words, examples. */
#include "api/formula_words.h"
#include "api/open.h"

#include <string.h>

struct page {
    struct bo_describing d;
    const struct bo_law *law;
    bool *cited; /* [source] by something on the page */
    struct bo_buf buf;
};

static void put(struct page *p, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void put(struct page *p, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    bo_buf_puts(&p->buf, bo_vprintf(p->d.arena, format, args));
    va_end(args);
}

/* On one line, and without what would end a cell of a table. */
static const char *cell(struct page *p, const char *text)
{
    enum { CELL_MAX = 4000 };
    const char *line = bo_utf8_line(p->d.arena, text != NULL ? text : "", CELL_MAX), *safe = "";
    for (const char *bar; (bar = strchr(line, '|')) != NULL; line = bar + 1) {
        safe = bo_printf(p->d.arena, "%s%.*s\\|", safe, (int)(bar - line), line);
    }
    return bo_printf(p->d.arena, "%s%s", safe, line);
}

static const char *text_of(struct page *p, const bo_texts *texts)
{
    const char *text = bo_text_in(p->d.set, texts, p->d.lang);
    return text != NULL ? cell(p, text) : NULL;
}

/* A sentence with what its {names} mean in place of their values. */
static const char *sentence_of(struct page *p, const bo_texts *texts)
{
    const char *text = text_of(p, texts), *all = "";
    if (text == NULL) {
        return NULL;
    }
    for (const char *open; (open = strchr(text, '{')) != NULL; text = strchr(open, '}') + 1) {
        const char *close = strchr(open, '}');
        if (close == NULL) {
            break;
        }
        const char *id = bo_strndup(p->d.arena, open + 1, (size_t)(close - open - 1));
        const struct bo_named *named = bo_set_find(p->d.set, id);
        struct bo_buf words;
        bo_buf_init(&words);
        bo_buf_puts(&words, "");
        if (named != NULL) {
            bo_link_words(&p->d, p->law, named, &words);
        }
        all = bo_printf(p->d.arena, "%s%.*s%s", all, (int)(open - text), text, named != NULL ? words.at : id);
        bo_buf_fini(&words);
    }
    return bo_printf(p->d.arena, "%s%s", all, text);
}

static bool is_here(const struct page *p, const struct bo_named *named)
{
    return named->law == p->law;
}

/* A heading once, before the first of its elements. */
static void open_part(struct page *p, bool *open, const char *heading)
{
    put(p, "%s%s%s", *open ? "" : "\n## ", *open ? "" : heading, *open ? "" : "\n");
    *open = true;
}

/* Law */

static const char *cite_link(struct page *p, const struct bo_cite *cite)
{
    const char *text = bo_cite_text(p->d.arena, cite);
    for (size_t i = 0; i < p->d.set->sources.n; i++) {
        p->cited[i] |= p->d.set->sources.at[i] == cite->source;
    }
    const char *seen = cite->unverified ? " (text not seen)" : "";
    return cite->source != NULL && cite->source->href != NULL
               ? bo_printf(p->d.arena, "[%s](%s)%s", text, cite->source->href, seen)
               : bo_printf(p->d.arena, "%s%s", text, seen);
}

static const char *cites_of(struct page *p, const bo_cites *cites, enum bo_cite_role role)
{
    const char *all = "";
    for (size_t i = 0; i < cites->n; i++) {
        if (cites->at[i].role == role) {
            all = bo_printf(p->d.arena, "%s%s%s", all, *all != '\0' ? "; " : "", cite_link(p, &cites->at[i]));
        }
    }
    return all;
}

static void put_law(struct page *p, const struct bo_named *named)
{
    static const char *const before[] = {"Law", "Rounding", "Conversion"};
    for (int role = BO_CITE_LAW; role <= BO_CITE_CONVERSION; role++) {
        const char *cites = cites_of(p, &named->cites, (enum bo_cite_role)role);
        if (*cites != '\0') {
            put(p, "\n%s: %s\n", before[role], cites);
        }
    }
}

/* The head of an element: an anchor, its label, its id. */
static void put_head(struct page *p, const struct bo_named *named)
{
    const char *label = text_of(p, &named->label);
    put(p, "\n<a id=\"%s\"></a>\n### %s\n\n`%s`", named->id, label != NULL ? label : named->id, named->id);
}

/* Questions */

static const char *unless_given(struct page *p, const struct bo_input *input)
{
    const char *assume = text_of(p, &input->assume);
    return assume != NULL            ? assume
           : input->required         ? "must be given"
           : input->fallback != NULL ? cell(p, input->fallback)
                                     : "needed where a rule asks for it";
}

static const char *options_of(struct page *p, const struct bo_input *input)
{
    const char *all = input->table_id != NULL ? bo_printf(p->d.arena, "the keys of `%s`", input->table_id) : "";
    for (size_t i = 0; i < input->options.n; i++) {
        const char *label = text_of(p, &input->options.at[i].label);
        all = bo_printf(p->d.arena, "%s%s`%s`%s%s", all, i > 0 ? "; " : "", input->options.at[i].value,
                        label != NULL ? " " : "", label != NULL ? label : "");
    }
    return all;
}

/* A text's parts are found where the text is. */
static const char *anchors_of(struct page *p, const struct bo_input *input)
{
    const char *all = bo_printf(p->d.arena, "<a id=\"%s\"></a>", input->named.id);
    for (size_t i = 0; i < input->parts.n; i++) {
        all = bo_printf(p->d.arena, "%s<a id=\"%s\"></a>", all, input->parts.at[i]->named.id);
    }
    return all;
}

static void put_inputs(struct page *p)
{
    bool open = false;
    for (size_t i = 0; i < p->d.set->inputs.n; i++) {
        const struct bo_input *input = p->d.set->inputs.at[i];
        if (!is_here(p, &input->named) || input->part_of != NULL) {
            continue;
        }
        if (!open) {
            open_part(p, &open, "What is asked\n");
            put(p, "| of each | field | question | answers | if it is not given |\n|---|---|---|---|---|\n");
        }
        const char *question = text_of(p, &input->question), *help = text_of(p, &input->help);
        put(p, "| %s | %s`%s` | %s%s%s | %s%s%s | %s |\n", input->entity_id, anchors_of(p, input), input->key,
            question != NULL ? question : "", help != NULL ? " " : "", help != NULL ? help : "",
            input->kind == BO_CODE ? options_of(p, input) : bo_kind_word(input->kind),
            input->unit_text != NULL && input->kind == BO_NUMBER ? " in " : "",
            input->unit_text != NULL && input->kind == BO_NUMBER ? input->unit_text : "", unless_given(p, input));
    }
}

/* Values */

static const char *day(struct page *p, int64_t date)
{
    return date != BO_DATE_NONE ? bo_date_text(p->d.arena, date) : "";
}

static const char *remarks(struct page *p, const struct bo_dated *dated)
{
    static const char *const status[] = {"", "announced; ", "expected; "};
    return bo_printf(p->d.arena, "%s%s%s%s", status[dated->status],
                     dated->cite.source_id != NULL ? cite_link(p, &dated->cite) : "",
                     dated->cite.source_id != NULL && dated->note != NULL ? "; " : "",
                     dated->note != NULL ? cell(p, dated->note) : "");
}

/* The last day of a value: its own, else the one before the next begins. */
static const char *last_day(struct page *p, const struct bo_dated *dated, const struct bo_dated *next)
{
    return day(p, dated->until == BO_DATE_NONE && next != NULL ? next->from - 1 : dated->until);
}

/* The end of a line of values: when it was checked, how sure it is, what else is said of it. */
static void put_dated(struct page *p, const struct bo_dated *dated)
{
    put(p, " | %s | %s | %s |\n", dated->confidence != 0 ? (char[]){dated->confidence, '\0'} : "",
        day(p, dated->checked), remarks(p, dated));
}

static void put_gaps(struct page *p, const struct bo_gap *gap, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const char *reason = text_of(p, &gap[i].reason);
        put(p, "\nNo value from %s to %s: %s.\n", day(p, gap[i].from), day(p, gap[i].until),
            reason != NULL ? reason : "");
    }
}

static void put_unit(struct page *p, const char *unit, const char *by)
{
    put(p, "%s%s%s%s%s\n", unit != NULL ? ", in " : "", unit != NULL ? unit : "", by != NULL ? ", by the day of `" : "",
        by != NULL ? by : "", by != NULL ? "`" : "");
}

static void put_param(struct page *p, const struct bo_param *param)
{
    put_head(p, &param->named);
    put_unit(p, param->unit_text, param->by);
    put_law(p, &param->named);
    put(p, "\n| from | until | value | confidence | checked | |\n|---|---|---|---|---|---|\n");
    for (size_t i = 0; i < param->values.n; i++) {
        const struct bo_value *value = &param->values.at[i];
        const struct bo_dated *next = i + 1 < param->values.n ? &value[1].dated : NULL;
        put(p, "| %s | %s | %s", day(p, value->dated.from), last_day(p, &value->dated, next), cell(p, value->text));
        put_dated(p, &value->dated);
    }
    put_gaps(p, param->gaps.at, param->gaps.n);
}

static void put_scale(struct page *p, const struct bo_scale *scale)
{
    put_head(p, &scale->named);
    put_unit(p, scale->unit_text, scale->by);
    put_law(p, &scale->named);
    put(p, "\n| from | until | bands | confidence | checked | |\n|---|---|---|---|---|---|\n");
    for (size_t i = 0; i < scale->versions.n; i++) {
        const struct bo_bands *version = &scale->versions.at[i];
        const struct bo_dated *next = i + 1 < scale->versions.n ? &version[1].dated : NULL;
        put(p, "| %s | %s | ", day(p, version->dated.from), last_day(p, &version->dated, next));
        for (size_t b = 0; b < version->bands.n; b++) {
            const struct bo_band *band = &version->bands.at[b];
            put(p, "%s%s%s: %s", b > 0 ? "; " : "", band->to != NULL ? "to " : "above",
                band->to != NULL ? band->to : "", band->rate);
        }
        put_dated(p, &version->dated);
    }
    put_gaps(p, scale->gaps.at, scale->gaps.n);
}

static void put_row(struct page *p, const struct bo_table *table, const struct bo_row *row)
{
    for (size_t f = 0; f < table->keys.n + table->columns.n; f++) {
        put(p, "| %s ", row->field[f] != NULL ? cell(p, row->field[f]) : "–");
    }
    put(p, "|\n");
}

static void put_table(struct page *p, const struct bo_table *table)
{
    put_head(p, &table->named);
    put_unit(p, table->unit_text, table->by);
    put_law(p, &table->named);
    for (size_t i = 0; i < table->blocks.n; i++) {
        const struct bo_rows *block = &table->blocks.at[i];
        put(p, "\n| from | until | confidence | checked | |\n|---|---|---|---|---|\n| %s | %s",
            day(p, block->dated.from), day(p, block->dated.until));
        put_dated(p, &block->dated);
        put(p, "\n");
        for (size_t k = 0; k < table->keys.n; k++) {
            static const char *const match[] = {"", " (from)", " (up to)"};
            put(p, "| %s%s ", table->keys.at[k].id, match[table->keys.at[k].match]);
        }
        for (size_t c = 0; c < table->columns.n; c++) {
            put(p, "| %s ", table->columns.at[c].id);
        }
        put(p, "|\n");
        for (size_t f = 0; f < table->keys.n + table->columns.n; f++) {
            put(p, "|---");
        }
        put(p, "|\n");
        for (size_t r = 0; r < block->rows.n; r++) {
            put_row(p, table, &block->rows.at[r]);
        }
    }
    put_gaps(p, table->gaps.at, table->gaps.n);
}

static void put_values(struct page *p)
{
    bool open = false;
    for (size_t i = 0; i < p->d.set->by_name.n; i++) {
        const struct bo_named *named = p->d.set->by_name.at[i];
        if (!is_here(p, named)) {
            continue;
        }
        if (named->element == BO_E_PARAM || named->element == BO_E_SCALE || named->element == BO_E_TABLE) {
            open_part(p, &open, "Values by date");
        }
        if (named->element == BO_E_PARAM) {
            put_param(p, (const struct bo_param *)named);
        } else if (named->element == BO_E_SCALE) {
            put_scale(p, (const struct bo_scale *)named);
        } else if (named->element == BO_E_TABLE) {
            put_table(p, (const struct bo_table *)named);
        }
    }
}

/* Rules */

static void put_formula(struct page *p, const struct bo_expr *expr)
{
    bo_formula_words(&p->d, p->law, expr->ast, &p->buf);
}

static void put_body(struct page *p, const struct bo_body *body)
{
    for (size_t i = 0; i < body->lets.n; i++) {
        put(p, "%s- *", i == 0 ? "\n" : "");
        for (const char *c = body->lets.at[i].id; *c != '\0'; c++) {
            bo_buf_putc(&p->buf, *c == '_' ? ' ' : *c);
        }
        put(p, "* is ");
        put_formula(p, &body->lets.at[i].expr);
        put(p, "\n");
    }
    if (!body->choose) {
        put(p, "\n");
        put_formula(p, &body->expr);
        put(p, "\n");
        return;
    }
    put(p, "\n%s\n\n", body->unique ? "The only one of these that holds:" : "The first of these that holds:");
    for (size_t i = 0; i < body->whens.n; i++) {
        const struct bo_when *when = &body->whens.at[i];
        put(p, "%zu. ", i + 1);
        if (when->test.ast != NULL) {
            put(p, "when ");
            put_formula(p, &when->test);
            put(p, " → ");
        } else {
            put(p, "otherwise → ");
        }
        put_formula(p, &when->value);
        put(p, when->cite.source_id != NULL ? " (%s)\n" : "\n%s",
            when->cite.source_id != NULL ? cite_link(p, &when->cite) : "");
    }
}

static bool expects(const bo_expects *list, const char *id)
{
    bool found = false;
    for (size_t i = 0; i < list->n; i++) {
        found |= strcmp(list->at[i].id, id) == 0;
    }
    return found;
}

static void put_examples_of(struct page *p, const struct bo_named *named)
{
    bool any = false;
    for (size_t i = 0; i < p->d.set->examples.n; i++) {
        const struct bo_example *example = p->d.set->examples.at[i];
        bool found = expects(&example->expects, named->id);
        for (size_t k = 0; k < example->periods.n; k++) {
            found |= expects(&example->periods.at[k].expects, named->id);
        }
        if (found) {
            put(p, "%s%s", any ? ", " : "\nExamples: ", example->id);
            any = true;
        }
    }
    put(p, any ? "\n" : "");
}

static void put_rule(struct page *p, const struct bo_named *named, const char *entity, const char *unit,
                     const struct bo_body *body)
{
    const char *text = sentence_of(p, &named->text);
    put_head(p, named);
    put(p, "%s%s%s%s\n", entity != NULL ? ", of each " : ", a calculation used in several places",
        entity != NULL ? entity : "", unit != NULL ? ", in " : "", unit != NULL ? unit : "");
    put(p, text != NULL ? "\n%s\n" : "%s", text != NULL ? text : "");
    put_body(p, body);
    put_law(p, named);
    put(p, named->unverified ? "\nThe text of this law was not seen.\n" : "");
    put_examples_of(p, named);
}

static void put_rules(struct page *p)
{
    bool open = false;
    for (size_t i = 0; i < p->d.set->by_name.n; i++) {
        const struct bo_named *named = p->d.set->by_name.at[i];
        if (is_here(p, named) && named->element == BO_E_RULE && !((const struct bo_rule *)named)->synthetic) {
            const struct bo_rule *rule = (const struct bo_rule *)named;
            open_part(p, &open, "Rules");
            put_rule(p, named, rule->entity_id, rule->unit_text, &rule->body);
        } else if (is_here(p, named) && named->element == BO_E_FUNCTION) {
            const struct bo_function *function = (const struct bo_function *)named;
            open_part(p, &open, "Rules");
            put_rule(p, named, NULL, function->unit_text, &function->body);
        }
    }
}

/* What is said */

static void put_messages(struct page *p)
{
    bool open = false;
    for (size_t i = 0; i < p->d.set->messages.n; i++) {
        const struct bo_message *message = p->d.set->messages.at[i];
        if (is_here(p, &message->named)) {
            open_part(p, &open, "Messages");
            put_head(p, &message->named);
            put(p, ", %s\n\n> %s\n\nWhen ",
                message->kind == BO_MESSAGE_ERROR     ? "an error"
                : message->kind == BO_MESSAGE_WARNING ? "a warning"
                                                      : "a note",
                sentence_of(p, &message->named.text));
            put_formula(p, &message->test);
            put(p, "\n");
            put_law(p, &message->named);
        }
    }
    open = false;
    for (size_t i = 0; i < p->d.set->missings.n; i++) {
        const struct bo_named *named = &p->d.set->missings.at[i]->named;
        if (is_here(p, named)) {
            open_part(p, &open, "Not calculated\n");
            put(p, "- <a id=\"%s\"></a>`%s`: %s\n", named->id, named->id, text_of(p, &named->text));
        }
    }
}

/* Examples */

static void put_expects(struct page *p, const bo_expects *expects)
{
    for (size_t i = 0; i < expects->n; i++) {
        const struct bo_expect *e = &expects->at[i];
        put(p, "- `%s`%s%s%s%s: %s\n", e->id, e->of != NULL ? " of " : "", e->of != NULL ? e->of : "",
            e->scenario != NULL ? " in " : "", e->scenario != NULL ? e->scenario : "", e->value);
    }
}

static void put_examples(struct page *p)
{
    bool open = false;
    for (size_t i = 0; i < p->d.set->examples.n; i++) {
        const struct bo_example *example = p->d.set->examples.at[i];
        if (example->law != p->law) {
            continue;
        }
        open_part(p, &open, "Examples");
        put(p, "\n<a id=\"%s\"></a>\n### %s\n\nOn %s. %s\n", example->id, example->id, day(p, example->on),
            example->source != NULL ? cell(p, example->source) : "");
        for (size_t s = 0; s < example->sets.n; s++) {
            const struct bo_set_value *set = &example->sets.at[s];
            put(p, "%s- with `%s` %s\n", s == 0 ? "\n" : "", set->param_id != NULL ? set->param_id : set->scale_id,
                set->value != NULL ? cell(p, set->value) : "of its own");
        }
        put(p, "\n```json\n%s\n```\n\n", bo_utf8_line(p->d.arena, example->case_text, BO_DIAG_TEXT_MAX));
        put_expects(p, &example->expects);
        for (size_t k = 0; k < example->periods.n; k++) {
            put(p, "\nThe next period:\n\n```json\n%s\n```\n\n",
                bo_utf8_line(p->d.arena, example->periods.at[k].patch, BO_DIAG_TEXT_MAX));
            put_expects(p, &example->periods.at[k].expects);
        }
    }
}

static void put_lines(struct page *p)
{
    bool open = false;
    for (size_t g = 0; g < p->d.set->sheet.groups.n; g++) {
        const struct bo_group *group = &p->d.set->sheet.groups.at[g];
        for (size_t l = 0; l < group->lines.n; l++) {
            const struct bo_line *line = &group->lines.at[l];
            const struct bo_named *named = bo_set_find(p->d.set, line->value_id);
            if (named == NULL || !is_here(p, named)) {
                continue;
            }
            const char *label = text_of(p, &line->label), *text = sentence_of(p, &line->text);
            put(p, open ? "" : "\nOn the sheet:\n\n");
            open = true;
            put(p, "- [%s](#%s). %s\n", label != NULL ? label : named->id, named->id, text != NULL ? text : "");
        }
    }
}

static void put_sources(struct page *p)
{
    bool open = false;
    for (size_t i = 0; i < p->d.set->sources.n; i++) {
        const struct bo_source *source = p->d.set->sources.at[i];
        if (!p->cited[i]) {
            continue;
        }
        open_part(p, &open, "The law cited here\n");
        const char *comma = source->number != NULL ? ", " : "", *number = source->number != NULL ? source->number : "";
        if (source->href != NULL) {
            put(p, "- [%s](%s)%s%s\n", source->title, source->href, comma, number);
        } else {
            put(p, "- %s%s%s\n", source->title, comma, number);
        }
    }
}

static const char *make(struct bo_reply *reply, const struct bo_asked *asked, const struct bo_set *set,
                        const struct bo_law *law)
{
    struct page p = {.d = {.arena = &reply->arena, .set = set, .lang = asked->as.lang}, .law = law};
    const char *title = bo_text_in(set, &law->title, asked->as.lang),
               *of = bo_text_in(set, &set->title, asked->as.lang);
    p.cited = bo_alloc_array(&reply->arena, set->sources.n + 1, sizeof *p.cited);
    bo_buf_init(&p.buf);
    put(&p, "# %s\n\n%s, rules %s %s, from %s to %s. Made from the rule file `%s`.\n", title != NULL ? title : law->id,
        of != NULL ? of : set->id, set->id, set->version, day(&p, set->complete_from), day(&p, set->complete_until),
        law->file);
    put_lines(&p);
    put_inputs(&p);
    put_rules(&p);
    put_values(&p);
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
