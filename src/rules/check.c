/* Citations, values as written, and what all elements have in common; the rest is in check_*.c. */
#include "rules/check.h"

#include "num/dec.h"
#include "rules/read.h"
#include <stdarg.h>
#include <string.h>

void bo_check_error(struct bo_checking *checking, struct bo_place place, const char *code, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    const char *text = bo_vprintf(&checking->scratch, format, args);
    va_end(args);
    const struct bo_named *element = checking->element;
    const char *cite =
        element != NULL && element->cites.n > 0 ? bo_cite_text(checking->diags->arena, &element->cites.at[0]) : NULL;
    bo_diag_cite(checking->diags, BO_ERROR, place, code, cite, "%s", text);
}

void bo_check_unknown(struct bo_checking *checking, struct bo_place place, const char *what, const char *id)
{
    bool kept = checking->diags->list.n < BO_DIAGS_MAX; /* if not, why look */
    const char *near = kept ? bo_set_nearest(checking->set, id) : NULL;
    if (near != NULL && strcmp(near, id) != 0) {
        bo_check_error(checking, place, "unknown-name", "unknown %s '%s'; did you mean '%s'?", what, id, near);
    } else if (near != NULL) {
        bo_check_error(checking, place, "wrong-element", "'%s' is no %s", id, what);
    } else {
        bo_check_error(checking, place, "unknown-name", "unknown %s '%s'", what, id);
    }
}

void bo_check_cite(struct bo_checking *checking, struct bo_cite *cite)
{
    const struct bo_set *set = checking->set;
    if (cite->source_id == NULL || cite->source != NULL) {
        return;
    }
    uint32_t number;
    if (bo_intern_find(&set->source_ids, cite->source_id, &number)) {
        cite->source = set->sources.at[number];
        return;
    }
    const struct bo_intern *ids = &set->source_ids;
    bool kept = checking->diags->list.n < BO_DIAGS_MAX;
    const char *near = kept ? bo_nearest(cite->source_id, ids->texts.at, ids->texts.n) : NULL;
    bo_diag(checking->diags, BO_ERROR, cite->place, "unknown-source",
            near != NULL ? "unknown source '%s'; did you mean '%s'?" : "unknown source '%s'", cite->source_id, near);
}

/* Values */

static bool is_code(const char *text)
{
    return *text != '\0' &&
           strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.") == strlen(text);
}

static bool check_number(struct bo_checking *checking, struct bo_place place, const char *what, int scale,
                         const char *text)
{
    bo_wide number;
    bool too_fine = false, too_big = false;
    if (bo_dec_parse_scaled(text, strlen(text), scale == BO_SCALE_EXACT ? BO_SCALE_MAX : (unsigned)scale, &number,
                            &too_fine, &too_big)) {
        return true;
    }
    if (too_fine) {
        bo_check_error(checking, place, "too-fine", "%s '%s' has more decimals than the scale (%d)", what, text,
                       scale == BO_SCALE_EXACT ? BO_SCALE_MAX : scale);
    } else if (too_big) {
        bo_check_error(checking, place, "too-big", "%s '%s' is too big", what, text);
    } else {
        bo_check_error(checking, place, "bad-value", "%s '%s' is no number (1234.50)", what, text);
    }
    return false;
}

bool bo_check_value(struct bo_checking *checking, struct bo_place place, const char *what, enum bo_kind kind, int scale,
                    const char *text)
{
    int64_t days;
    bool flag = false;
    size_t n = strlen(text);
    const char *wanted = NULL;
    switch (kind) {
    case BO_NUMBER:
    case BO_RECURRING:
        return check_number(checking, place, what, scale, text);
    case BO_BOOLEAN:
        wanted = strcmp(text, "true") == 0 || strcmp(text, "false") == 0 ? NULL : "true or false";
        break;
    case BO_DATE:
        wanted = bo_date_parse(text, n, &days, &flag) ? NULL : "a date (2026-04-06)";
        break;
    case BO_DAYS:
        wanted = bo_duration_parse(text, n, &flag, &days) && !flag ? NULL : "a number of days (P10D)";
        break;
    case BO_MONTHS:
        wanted = bo_duration_parse(text, n, &flag, &days) && flag ? NULL : "a number of months (P1Y2M)";
        break;
    case BO_CODE:
        wanted = is_code(text) ? NULL : "a code (letters, digits, _, -, .)";
        break;
    case BO_FREE_TEXT:
        break;
    }
    if (wanted != NULL) {
        bo_check_error(checking, place, "bad-value", "%s '%s' is not %s", what, text, wanted);
    }
    return wanted == NULL;
}

bool bo_check_bands(struct bo_checking *checking, struct bo_place place, const struct bo_band *bands, size_t n)
{
    bo_wide before = 0;
    for (size_t i = 0; i < n; i++) {
        bo_wide to;
        bool too_fine, too_big;
        if (!bo_check_value(checking, place, "the rate", BO_NUMBER, BO_SCALE_EXACT, bands[i].rate)) {
            return false;
        }
        if ((bands[i].to == NULL) != (i + 1 == n)) {
            bo_check_error(checking, place, "bad-bands", "each band but the last has 'to'");
            return false;
        }
        if (bands[i].to == NULL) {
            continue;
        }
        if (!bo_check_value(checking, place, "the limit", BO_NUMBER, BO_SCALE_EXACT, bands[i].to)) {
            return false;
        }
        bo_dec_parse_scaled(bands[i].to, strlen(bands[i].to), BO_SCALE_MAX, &to, &too_fine, &too_big);
        if (to <= before) {
            bo_check_error(checking, place, "bad-bands", "the limits rise from above 0: '%s'", bands[i].to);
            return false;
        }
        before = to;
    }
    return true;
}

/* Texts */

static bool is_shown(const struct bo_named *named)
{
    return named != NULL &&
           (named->element == BO_E_RULE || named->element == BO_E_INPUT || named->element == BO_E_PARAM);
}

bool bo_check_within(const struct bo_set *set, unsigned inner, unsigned outer)
{
    for (int e = (int)inner; e >= 0; e = set->entities.at[e]->in) {
        if (e == (int)outer) {
            return true;
        }
    }
    return false;
}

void bo_check_braces(struct bo_checking *checking, struct bo_place place, const bo_texts *texts)
{
    for (size_t i = 0; i < texts->n; i++) {
        for (const char *p = texts->at[i].text; (p = strchr(p, '{')) != NULL;) {
            size_t n = strcspn(++p, "}");
            if (p[n] == '\0') {
                bo_check_error(checking, place, "bad-text", "a '{' in the text is not closed");
                break;
            }
            const char *name = bo_strndup(&checking->scratch, p, n);
            const char *id = bo_strndup(&checking->scratch, p, strcspn(name, "."));
            if (!is_shown(bo_set_find(checking->set, id))) {
                bo_check_unknown(checking, place, "value", id);
            }
            p += n;
        }
    }
}

/* All elements */

static bool needs_cite(const struct bo_named *named)
{
    switch (named->element) {
    case BO_E_PARAM:
    case BO_E_TABLE:
    case BO_E_SCALE:
    case BO_E_FUNCTION:
    case BO_E_MESSAGE:
        return true;
    case BO_E_RULE:
        return !((const struct bo_rule *)named)->synthetic;
    default:
        return false;
    }
}

static bool is_money(const struct bo_set *set, const struct bo_named *named)
{
    if (named->element == BO_E_PARAM) {
        return bo_has_currency(set, &((const struct bo_param *)named)->unit);
    }
    if (named->element == BO_E_SCALE) {
        return bo_has_currency(set, &((const struct bo_scale *)named)->unit);
    }
    const struct bo_table *table = (const struct bo_table *)named;
    bool money = false;
    for (size_t i = 0; named->element == BO_E_TABLE && i < table->columns.n; i++) {
        money |= bo_is_money_column(set, table, &table->columns.at[i]);
    }
    return money;
}

static void check_named(struct bo_checking *checking, struct bo_named *named)
{
    bool law = false;
    checking->element = NULL;
    named->money = is_money(checking->set, named);
    for (size_t i = 0; i < named->cites.n; i++) {
        bo_check_cite(checking, &named->cites.at[i]);
        law |= named->cites.at[i].role == BO_CITE_LAW;
    }
    if (needs_cite(named) && !law) {
        bo_check_error(checking, named->place, "missing-cite", "'%s' cites no law: <cite source=\"…\" at=\"…\"/>",
                       named->id);
    }
    checking->element = named;
    if (named->element == BO_E_RULE || named->element == BO_E_MESSAGE) {
        bo_check_braces(checking, named->place, &named->text);
    }
    checking->element = NULL;
}

enum bo_status bo_rules_check(struct bo_set *set, struct bo_diags *diags)
{
    struct bo_checking checking = {.set = set, .diags = diags};
    size_t before = diags->errors;
    bo_arena_init(&checking.scratch);
    for (size_t i = 0; i < set->by_name.n; i++) {
        check_named(&checking, set->by_name.at[i]);
    }
    bo_check_inputs(&checking);
    bo_check_dates(&checking);
    bo_check_formulas(&checking);
    bo_check_sheet(&checking);
    bo_check_vary(&checking);
    bo_check_timeline(&checking);
    bo_check_templates(&checking);
    bo_arena_fini(&checking.scratch);
    return diags->errors == before ? BO_OK : BO_BAD_RULES;
}
