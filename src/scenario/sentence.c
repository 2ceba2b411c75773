#include "scenario/sentence.h"
#include "base/buf.h"
#include "num/written.h"

#include <string.h>

const char *bo_label(const struct bo_reader *reader, const struct bo_named *named)
{
    const char *label = bo_text_in(reader->kase->population.program->set, &named->label, reader->lang);
    if (label != NULL) {
        return label;
    }
    char *words = bo_strdup(reader->arena, named->id);
    for (char *p = words; *p != '\0'; p++) {
        *p = *p == '_' ? ' ' : *p;
    }
    return words;
}

/* How amounts of the unit are written: the form of its only symbol above the line. */
static const char *form_of(const struct bo_set *set, const struct bo_unit *unit)
{
    for (unsigned i = 0; i < unit->n; i++) {
        if (unit->factor[i].power == 1 && unit->factor[i].symbol < set->forms.n) {
            return set->forms.at[unit->factor[i].symbol];
        }
    }
    return NULL;
}

bool bo_is_money(const struct bo_set *set, const struct bo_unit *unit)
{
    uint32_t currency;
    if (set == NULL || !bo_intern_find(&set->symbols, set->currency, &currency)) {
        return false;
    }
    for (unsigned i = 0; i < unit->n; i++) {
        if (unit->factor[i].power == 1 && unit->factor[i].symbol == currency) {
            return true;
        }
    }
    return false;
}

static const char *option_label(const struct bo_reader *reader, const struct bo_named *named, const char *code)
{
    if (named == NULL || named->element != BO_E_INPUT) {
        return code;
    }
    const struct bo_input *input = (const struct bo_input *)named;
    for (size_t i = 0; i < input->options.n; i++) {
        if (strcmp(input->options.at[i].value, code) == 0) {
            const char *label =
                bo_text_in(reader->kase->population.program->set, &input->options.at[i].label, reader->lang);
            return label != NULL ? label : code;
        }
    }
    return code;
}

const char *bo_value_words(const struct bo_reader *reader, const struct bo_named *named, const struct bo_node *node,
                           bo_wide n, int64_t den)
{
    const struct bo_program *program = reader->kase->population.program;
    const char *lang = reader->lang != NULL ? reader->lang : program->set->lang;
    if (node->kind == BO_NUMBER) {
        bool money = bo_is_money(program->set, &node->unit);
        const char *text = bo_dec_text_places(reader->arena, n, den, money ? 2 : 0);
        return bo_written_number(reader->arena, text, form_of(program->set, &node->unit), lang);
    }
    if (node->kind == BO_DATE) {
        return bo_written_date(reader->arena, (int64_t)n, lang);
    }
    const char *text = bo_answer_text(reader->arena, program, node, n, den, 0);
    return node->kind == BO_CODE ? option_label(reader, named, text) : text;
}

/* Of an input: the column as if it were a node. */
static bool column_answer(const struct bo_reader *reader, const struct bo_input *input, size_t instance,
                          struct bo_node *node, struct bo_answer *answer)
{
    const struct bo_population *population = &reader->kase->population;
    uint32_t column = population->program->input_column[input->named.index];
    if (column == BO_NONE) {
        return false;
    }
    const struct bo_input_column *of = &population->program->columns.at[column];
    int64_t den = 1;
    for (unsigned i = 0; i < of->scale; i++) {
        den *= 10;
    }
    *node =
        (struct bo_node){.op = BO_OP_INPUT, .kind = of->kind, .entity = of->entity, .den = den, .unit = input->unit};
    uint32_t currency;
    const struct bo_set *set = population->program->set;
    if (input->kind == BO_RECURRING && bo_intern_find(&set->symbols, set->currency, &currency)) {
        node->unit = (struct bo_unit){.n = 1, .factor = {{(uint16_t)currency, 1}}};
    }
    if (population->presence[column][instance] == BO_ABSENT) {
        answer->reason = answer->reason != 0 ? answer->reason : 1;
    } else {
        answer->n += population->value[column][instance];
    }
    answer->den = den;
    answer->count++;
    return true;
}

static bool node_answer(const struct bo_reader *reader, const struct bo_named *named, size_t instance,
                        struct bo_node *node, struct bo_answer *answer)
{
    const struct bo_program *program = reader->kase->population.program;
    uint32_t number = named->element == BO_E_RULE    ? program->rule_node[named->index]
                      : named->element == BO_E_PARAM ? program->param_node[named->index]
                                                     : BO_NONE;
    if (number == BO_NONE) {
        return false;
    }
    bo_wide value = 0;
    uint32_t reason = bo_result(reader->results, number, instance, &value);
    *node = program->nodes.at[number];
    answer->den = node->den;
    answer->n += reason == 0 ? value : 0;
    answer->reason = answer->reason != 0 ? answer->reason : reason;
    answer->count++;
    return true;
}

static unsigned entity_of(const struct bo_program *program, const struct bo_named *named)
{
    switch (named->element) {
    case BO_E_INPUT:
        return ((const struct bo_input *)named)->entity;
    case BO_E_RULE:
        return ((const struct bo_rule *)named)->entity;
    case BO_E_PARAM: {
        uint32_t node = program->param_node[named->index];
        return node != BO_NONE ? program->nodes.at[node].entity : 0;
    }
    default:
        return 0;
    }
}

struct bo_answer bo_seen(const struct bo_reader *reader, const struct bo_named *named, unsigned entity, size_t instance,
                         struct bo_node *node)
{
    const struct bo_population *population = &reader->kase->population;
    const struct bo_set *set = population->program->set;
    unsigned own = entity_of(population->program, named);
    size_t from = 0, to = 0;
    if (bo_entity_within(set, entity, own)) {
        from = population->up[entity][own][instance];
        to = from + 1;
    } else if (bo_entity_within(set, own, entity)) {
        from = population->first[entity][own][instance];
        to = population->first[entity][own][instance + 1];
    }
    struct bo_answer answer = {.den = 1};
    for (size_t i = from; i < to; i++) {
        bool found = named->element == BO_E_INPUT
                         ? column_answer(reader, (const struct bo_input *)named, i, node, &answer)
                         : node_answer(reader, named, i, node, &answer);
        bool sums = found && (node->kind == BO_NUMBER || node->kind == BO_DAYS || node->kind == BO_MONTHS);
        if (!sums) {
            break;
        }
    }
    return answer;
}

const char *bo_sentence(const struct bo_reader *reader, const bo_texts *texts, unsigned entity, size_t instance)
{
    const struct bo_set *set = reader->kase->population.program->set;
    const char *text = bo_text_in(set, texts, reader->lang);
    if (text == NULL) {
        return NULL;
    }
    struct bo_buf buf;
    bo_buf_init(&buf);
    while (*text != '\0') {
        const char *end = *text == '{' ? strchr(text, '}') : NULL;
        const struct bo_named *named =
            end != NULL ? bo_set_find(set, bo_strndup(reader->arena, text + 1, (size_t)(end - text - 1))) : NULL;
        if (named == NULL) {
            bo_buf_putc(&buf, *text++);
            continue;
        }
        struct bo_node node = {0};
        struct bo_answer answer = bo_seen(reader, named, entity, instance, &node);
        bool known = answer.count > 0 && answer.reason == 0;
        bo_buf_puts(&buf, known ? bo_value_words(reader, named, &node, answer.n, answer.den) : "…");
        text = end + 1;
    }
    char *sentence = bo_strdup(reader->arena, buf.at != NULL ? buf.at : "");
    bo_buf_fini(&buf);
    return sentence;
}
