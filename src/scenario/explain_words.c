#include "scenario/explain_words.h"

#include <stdlib.h>
#include <string.h>

/* Words of the program itself, by language; the first is the one of unknown languages. */
enum phrase { GREATEST, LEAST, SUM, COUNT, SOME, EVERY, OF, TO_DECIMALS, TO_WHOLE, PREVIOUS, GIVEN, PERIOD, N_PHRASES };
static const struct {
    const char *lang;
    const char *phrase[N_PHRASES];
    const char *rounded[7]; /* enum bo_rounding */
} languages[] = {
    {"en",
     {"the greater of", "the lesser of", "the sum of", "the number of", "for one of them:", "for each of them:", "of",
      "to %d decimals", "to a whole number", "the period before's", "whether the case says",
      "how often:"},
     {"rounded down", "rounded up", "rounded up", "rounded down", "rounded to the nearest, half up,",
      "rounded to the nearest, half down,", "rounded to the nearest, half to even,"}},
    {"nb",
     {"det største av", "det minste av", "summen av", "antallet", "for en av dem:", "for hver av dem:", "av",
      "til %d desimaler", "til et helt tall", "forrige periodes", "om saken sier",
      "hvor ofte:"},
     {"avrundet nedover", "avrundet oppover", "avrundet oppover", "avrundet nedover",
      "avrundet til nærmeste, halve opp,", "avrundet til nærmeste, halve ned,",
      "avrundet til nærmeste, halve til partall,"}},
    {"nn",
     {"det største av", "det minste av", "summen av", "talet på", "for ein av dei:", "for kvar av dei:", "av",
      "til %d desimalar", "til eit heilt tal", "førre perioden sin", "om saka seier",
      "kor ofte:"},
     {"avrunda nedover", "avrunda oppover", "avrunda oppover", "avrunda nedover", "avrunda til næraste, halve opp,",
      "avrunda til næraste, halve ned,", "avrunda til næraste, halve til partal,"}},
};

static size_t language(const struct bo_reader *reader)
{
    for (size_t i = 0; reader->lang != NULL && i < sizeof languages / sizeof *languages; i++) {
        if (strcmp(languages[i].lang, reader->lang) == 0) {
            return i;
        }
    }
    return 0;
}

static const char *phrase(const struct bo_reader *reader, enum phrase which)
{
    return languages[language(reader)].phrase[which];
}

char *bo_rounding_words(const struct bo_reader *reader, enum bo_rounding mode, int places)
{
    struct bo_buf buf;
    bo_buf_init(&buf);
    bo_buf_printf(&buf, "%s ", languages[language(reader)].rounded[mode]);
    if (places == 0) {
        bo_buf_puts(&buf, phrase(reader, TO_WHOLE));
    } else { /* the one %d of the phrase */
        const char *text = phrase(reader, TO_DECIMALS), *at = strstr(text, "%d");
        bo_buf_printf(&buf, "%.*s%d%s", (int)(at - text), text, places, at + 2);
    }
    char *words = bo_strdup(reader->arena, buf.at);
    bo_buf_fini(&buf);
    return words;
}

/* Seats */

struct bo_seat bo_seat_of(const struct bo_reader *reader, struct bo_seat seat, unsigned entity)
{
    const uint32_t *up = reader->kase->population.up[seat.entity][entity];
    return up == NULL ? seat : (struct bo_seat){entity, up[seat.instance]};
}

uint32_t bo_seat_value(const struct bo_reader *reader, struct bo_seat seat, uint32_t node, bo_wide *value)
{
    struct bo_seat own = bo_seat_of(reader, seat, reader->results->program->nodes.at[node].entity);
    return bo_result(reader->results, node, own.instance, value);
}

static bool holds(const struct bo_reader *reader, struct bo_seat seat, const struct bo_term *test)
{
    bo_wide value = 0;
    return test != NULL && test->node != BO_NONE && bo_seat_value(reader, seat, test->node, &value) == 0 && value != 0;
}

const struct bo_term *bo_term_taken(const struct bo_reader *reader, struct bo_seat seat, const struct bo_term *term,
                                    const struct bo_term **test, const struct bo_when **when)
{
    *test = NULL;
    *when = NULL;
    if (term->kind == BO_TERM_IF) {
        bo_wide value = 0;
        *test = term->kid[0];
        if (term->kid[0] == NULL || bo_seat_value(reader, seat, term->kid[0]->node, &value) != 0) {
            return NULL;
        }
        return term->kid[value != 0 ? 1 : 2];
    }
    for (uint32_t i = 0; i + 1 < term->n; i += 2) {
        if (holds(reader, seat, term->kid[i])) {
            *test = term->kid[i];
            *when = &term->whens[i / 2];
            return term->kid[i + 1];
        }
        bo_wide value = 0;
        if (term->kid[i] == NULL || bo_seat_value(reader, seat, term->kid[i]->node, &value) != 0) {
            *test = term->kid[i];
            return NULL; /* a condition that is not known */
        }
    }
    if (term->n % 2 == 1) {
        *when = &term->whens[term->n / 2];
        return term->kid[term->n - 1];
    }
    return NULL;
}

size_t bo_term_items(const struct bo_reader *reader, struct bo_seat seat, const struct bo_term *term,
                     struct bo_seat **seats)
{
    const struct bo_population *population = &reader->kase->population;
    bool loop = term->ast != NULL && (term->ast->kind == BO_AST_SOME || term->ast->kind == BO_AST_EVERY);
    bool decides = term->ast != NULL && term->ast->kind == BO_AST_SOME;
    /* The outermost containing entity of the seat that holds the list's owner: the items of the seat's own chain. */
    const struct bo_node *node = term->node != BO_NONE ? &reader->results->program->nodes.at[term->node] : NULL;
    while (node != NULL && node->op == BO_OP_LIFT) {
        node = &reader->results->program->nodes.at[node->arg[0]];
    }
    unsigned outer = node != NULL ? node->entity : seat.entity;
    struct bo_seat owner = bo_seat_of(reader, seat, outer);
    const uint32_t *first = population->first[owner.entity][term->item_entity];
    *seats = NULL;
    if (first == NULL) {
        return 0;
    }
    size_t from = first[owner.instance], to = first[owner.instance + 1], n = 0;
    *seats = bo_alloc_array(reader->arena, to - from, sizeof **seats);
    bo_wide answer = 0;
    bool decided = loop && bo_seat_value(reader, seat, term->node, &answer) == 0 && (answer != 0) == decides;
    for (size_t i = from; i < to; i++) {
        struct bo_seat item = {term->item_entity, i};
        if (term->n > 1 && !holds(reader, item, term->kid[1])) {
            continue;
        }
        if (decided && holds(reader, item, term->kid[0]) != decides) {
            continue;
        }
        (*seats)[n++] = item;
        if (decided) {
            break;
        }
    }
    return n;
}

/* Writing */

struct writer {
    const struct bo_reader *reader;
    struct bo_buf *to;
    enum bo_words words;
};

enum level { ANY, OR, AND, COMPARISON, PLUS, TIMES, POWER, MINUS, ATOM };

static enum level level_of(const struct writer *w, struct bo_seat seat, const struct bo_term *term)
{
    const struct bo_term *test;
    const struct bo_when *when;
    struct bo_seat *items;
    switch (term->kind) {
    case BO_TERM_IF:
    case BO_TERM_CHOOSE: {
        const struct bo_term *taken = bo_term_taken(w->reader, seat, term, &test, &when);
        return taken != NULL ? level_of(w, bo_seat_of(w->reader, seat, taken->entity), taken) : ATOM;
    }
    case BO_TERM_ROUND:
        return ANY;
    case BO_TERM_ITEMS:
        if (w->words == BO_IN_NUMBERS) {
            bool sum = term->ast != NULL && term->ast->kind == BO_AST_CALL && strcmp(term->ast->text, "sum") == 0;
            return sum && bo_term_items(w->reader, seat, term, &items) > 1 ? PLUS : ATOM;
        }
        return ANY;
    case BO_TERM_CONST:
    case BO_TERM_OP:
        break;
    default:
        return ATOM;
    }
    if (term->ast == NULL) {
        return ATOM;
    }
    if (term->ast->kind == BO_AST_NEG) {
        return MINUS;
    }
    if (term->ast->kind == BO_AST_BETWEEN || term->ast->kind == BO_AST_IN) {
        return COMPARISON;
    }
    static const enum level of_op[] = {ATOM,       PLUS,       PLUS,       TIMES,      TIMES,      POWER, COMPARISON,
                                       COMPARISON, COMPARISON, COMPARISON, COMPARISON, COMPARISON, AND,   OR};
    return term->ast->kind == BO_AST_BINARY ? of_op[term->ast->op] : ATOM;
}

static void write_term(struct writer *w, struct bo_seat seat, const struct bo_term *term, enum level least);

const char *bo_term_value(const struct bo_reader *reader, struct bo_seat seat, const struct bo_term *term)
{
    bo_wide value = 0;
    if (term->node == BO_NONE) {
        return "";
    }
    const struct bo_node *node = &reader->results->program->nodes.at[term->node];
    if (bo_seat_value(reader, seat, term->node, &value) != 0) {
        return "?";
    }
    if (node->kind == BO_CODE) {
        return bo_answer_text(reader->arena, reader->results->program, node, value, node->den, 0);
    }
    return bo_value_words(reader, term->named, node, value, node->den);
}

static void write_value(struct writer *w, struct bo_seat seat, const struct bo_term *term)
{
    bo_buf_puts(w->to, bo_term_value(w->reader, seat, term));
}

static void write_kids(struct writer *w, struct bo_seat seat, const struct bo_term *term, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++) {
        bo_buf_puts(w->to, i > from ? ", " : "");
        if (term->kid[i] != NULL) {
            write_term(w, seat, term->kid[i], ANY);
        }
    }
}

static void write_binary(struct writer *w, struct bo_seat seat, const struct bo_term *term, enum level own)
{
    static const char *const sign[] = {"", "+", "−", "×", "÷", "**", "=", "≠", "<", "≤", ">", "≥", "and", "or"};
    if (term->n < 2 || term->kid[0] == NULL || term->kid[1] == NULL) {
        bo_buf_puts(w->to, bo_ast_text(w->reader->arena, term->ast));
        return;
    }
    write_term(w, seat, term->kid[0], own);
    bo_buf_printf(w->to, " %s ", sign[term->ast->op]);
    write_term(w, seat, term->kid[1], own + 1);
}

static void write_call(struct writer *w, struct bo_seat seat, const struct bo_term *term)
{
    const char *name = term->ast->text;
    bool greatest = strcmp(name, "max") == 0, least = strcmp(name, "min") == 0;
    if (strcmp(name, "quantity") == 0 && term->n > 0 && term->kid[0] != NULL) { /* only the unit is new */
        write_term(w, seat, term->kid[0], ATOM);
        return;
    }
    if (strcmp(name, "known") == 0 || (strcmp(name, "provided") == 0 && w->words == BO_IN_NUMBERS)) {
        write_value(w, seat, term);
        return;
    }
    if (strcmp(name, "previous") == 0 && term->named != NULL) {
        if (w->words == BO_IN_NUMBERS) {
            write_value(w, seat, term);
        } else {
            bo_buf_printf(w->to, "%s %s", phrase(w->reader, PREVIOUS), bo_label(w->reader, term->named));
        }
        return;
    }
    if (term->n == 0) {
        bo_buf_puts(w->to, bo_ast_text(w->reader->arena, term->ast));
        return;
    }
    if (greatest || least || strcmp(name, "provided") == 0) {
        bo_buf_printf(w->to, "%s ", phrase(w->reader, greatest ? GREATEST : least ? LEAST : GIVEN));
    } else {
        bo_buf_puts(w->to, name);
    }
    bo_buf_putc(w->to, '(');
    write_kids(w, seat, term, 0, term->n);
    bo_buf_putc(w->to, ')');
}

static void write_operation(struct writer *w, struct bo_seat seat, const struct bo_term *term, enum level own)
{
    const struct bo_ast *ast = term->ast;
    switch (ast->kind) {
    case BO_AST_BINARY:
        write_binary(w, seat, term, own);
        break;
    case BO_AST_NEG:
        bo_buf_puts(w->to, "−");
        write_term(w, seat, term->kid[0], ATOM);
        break;
    case BO_AST_CALL:
        write_call(w, seat, term);
        break;
    case BO_AST_BETWEEN:
        write_term(w, seat, term->kid[0], PLUS);
        bo_buf_puts(w->to, " between ");
        write_kids(w, seat, term, 1, 2);
        bo_buf_puts(w->to, " and ");
        write_kids(w, seat, term, 2, 3);
        break;
    case BO_AST_IN:
        write_term(w, seat, term->kid[0], PLUS);
        bo_buf_puts(w->to, " in (");
        write_kids(w, seat, term, 1, term->n);
        bo_buf_putc(w->to, ')');
        break;
    case BO_AST_PATH:
        write_term(w, seat, term->kid[0], ATOM);
        bo_buf_printf(w->to, ".%s", ast->text);
        break;
    case BO_AST_FILTER: /* a list's condition */
        write_term(w, seat, term->kid[0], ANY);
        break;
    default:
        if (term->n > 0 && ast->kind == BO_AST_LIST) {
            write_kids(w, seat, term, 0, term->n);
        } else {
            bo_buf_puts(w->to, bo_ast_text(w->reader->arena, ast));
        }
    }
}

static void write_items(struct writer *w, struct bo_seat seat, const struct bo_term *term)
{
    const char *call = term->ast != NULL && term->ast->kind == BO_AST_CALL ? term->ast->text : "";
    bool loop = *call == '\0', count = strcmp(call, "count") == 0;
    if (w->words == BO_IN_NUMBERS) {
        struct bo_seat *items = NULL;
        size_t n = loop || count ? 0 : bo_term_items(w->reader, seat, term, &items);
        bool sum = strcmp(call, "sum") == 0;
        if (n == 0 || !sum) {
            write_value(w, seat, term);
            return;
        }
        for (size_t i = 0; i < n; i++) {
            bo_buf_puts(w->to, i > 0 ? " + " : "");
            bo_buf_puts(w->to, term->kid[0] != NULL ? bo_term_value(w->reader, items[i], term->kid[0]) : "");
        }
        return;
    }
    const struct bo_entity *entity = w->reader->results->program->set->entities.at[term->item_entity];
    struct bo_seat *items = NULL;
    size_t n = bo_term_items(w->reader, seat, term, &items);
    struct bo_seat one = n > 0 ? items[0] : (struct bo_seat){term->item_entity, SIZE_MAX};
    enum phrase how = count                      ? COUNT
                      : loop                     ? (term->ast->kind == BO_AST_SOME ? SOME : EVERY)
                      : strcmp(call, "min") == 0 ? LEAST
                      : strcmp(call, "max") == 0 ? GREATEST
                                                 : SUM;
    bo_buf_printf(w->to, "%s ", phrase(w->reader, how));
    if (n == 0) { /* nothing to see it from: as it is written */
        bo_buf_puts(w->to, bo_ast_text(w->reader->arena, loop ? term->ast->kid[term->ast->n - 1] : term->ast->kid[0]));
        return;
    }
    if (count) {
        bo_buf_puts(w->to, bo_label(w->reader, &entity->named));
    } else if (term->kid[0] != NULL) {
        write_term(w, one, term->kid[0], loop ? ANY : ATOM);
    }
    if (term->n > 1 && term->kid[1] != NULL) {
        bo_buf_puts(w->to, " [");
        write_term(w, one, term->kid[1], ANY);
        bo_buf_putc(w->to, ']');
    }
}

static void write_named(struct writer *w, struct bo_seat seat, const struct bo_term *term)
{
    if (w->words == BO_IN_NUMBERS) {
        write_value(w, seat, term);
        return;
    }
    bool period = term->ast != NULL && term->ast->kind == BO_AST_PATH && strcmp(term->ast->text, "per") == 0;
    bo_buf_printf(w->to, "%s%s", period ? phrase(w->reader, PERIOD) : "", period ? " " : "");
    bo_buf_puts(w->to,
                term->named != NULL ? bo_label(w->reader, term->named) : bo_ast_text(w->reader->arena, term->ast));
    if (term->kind == BO_TERM_CALL || term->kind == BO_TERM_TABLE || term->kind == BO_TERM_SCALE) {
        bo_buf_printf(w->to, " %s (", phrase(w->reader, OF));
        write_kids(w, seat, term, 0, term->kind == BO_TERM_CALL ? term->n - 1 : term->n);
        bo_buf_putc(w->to, ')');
    }
}

static void write_let(struct writer *w, struct bo_seat seat, const struct bo_term *term)
{
    if (w->words == BO_IN_NUMBERS) {
        write_value(w, seat, term);
        return;
    }
    for (const char *p = term->text; *p != '\0'; p++) {
        bo_buf_putc(w->to, *p == '_' ? ' ' : *p);
    }
}

static void write_plain(struct writer *w, struct bo_seat seat, const struct bo_term *term, enum level own)
{
    const struct bo_term *test;
    const struct bo_when *when;
    switch (term->kind) {
    case BO_TERM_CONST:
        bo_buf_puts(w->to, term->ast != NULL && (w->words == BO_IN_WORDS || term->ast->kind == BO_AST_STRING ||
                                                 term->ast->kind == BO_AST_AT)
                               ? bo_ast_text(w->reader->arena, term->ast)
                               : bo_term_value(w->reader, seat, term));
        break;
    case BO_TERM_NAME:
    case BO_TERM_CALL:
    case BO_TERM_TABLE:
    case BO_TERM_SCALE:
        write_named(w, seat, term);
        break;
    case BO_TERM_LET:
        write_let(w, seat, term);
        break;
    case BO_TERM_ROUND:
        if (term->kid[0] != NULL) {
            write_term(w, seat, term->kid[0], ATOM);
        }
        bo_buf_printf(w->to, " %s", bo_rounding_words(w->reader, term->mode, term->places));
        break;
    case BO_TERM_IF:
    case BO_TERM_CHOOSE: {
        const struct bo_term *taken = bo_term_taken(w->reader, seat, term, &test, &when);
        if (taken != NULL) {
            write_term(w, seat, taken, ANY);
        } else {
            bo_buf_puts(w->to, "…");
        }
        break;
    }
    case BO_TERM_ITEMS:
        write_items(w, seat, term);
        break;
    case BO_TERM_OP:
        if (term->ast != NULL) {
            write_operation(w, seat, term, own);
        } else {
            write_value(w, seat, term);
        }
        break;
    }
}

static void write_term(struct writer *w, struct bo_seat seat, const struct bo_term *term, enum level least)
{
    struct bo_seat own = bo_seat_of(w->reader, seat, term->entity);
    enum level level = level_of(w, own, term);
    bool bracket = level < least;
    bo_buf_puts(w->to, bracket ? "(" : "");
    write_plain(w, own, term, level);
    bo_buf_puts(w->to, bracket ? ")" : "");
}

char *bo_term_words(const struct bo_reader *reader, struct bo_seat seat, const struct bo_term *term,
                    enum bo_words words)
{
    struct bo_buf buf;
    bo_buf_init(&buf);
    struct writer w = {reader, &buf, words};
    write_term(&w, seat, term, ANY);
    char *text = bo_strndup(reader->arena, buf.at != NULL ? buf.at : "", buf.n);
    bo_buf_fini(&buf);
    return text;
}
