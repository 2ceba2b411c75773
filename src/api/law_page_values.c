/* The values of a law by date: a table for each param, scale and table. */
#include "api/law_page.h"

static const char *remarks(struct bo_law_page *p, const struct bo_dated *dated)
{
    static const char *const status[] = {"", "announced; ", "expected; "};
    return bo_printf(p->d.arena, "%s%s%s%s", status[dated->status],
                     dated->cite.source_id != NULL ? bo_law_cite(p, &dated->cite) : "",
                     dated->cite.source_id != NULL && dated->note != NULL ? "; " : "",
                     dated->note != NULL ? bo_law_cell(p, dated->note) : "");
}

/* The last day of a value: its own, else the one before the next begins. */
static const char *last_day(struct bo_law_page *p, const struct bo_dated *dated, const struct bo_dated *next)
{
    return bo_law_day(p, dated->until == BO_DATE_NONE && next != NULL ? next->from - 1 : dated->until);
}

/* The end of a line of values: when it was checked, how sure it is, what else is said of it. */
static void put_dated(struct bo_law_page *p, const struct bo_dated *dated)
{
    bo_law_put(p, " | %s | %s | %s |\n", dated->confidence != 0 ? (char[]){dated->confidence, '\0'} : "",
               bo_law_day(p, dated->checked), remarks(p, dated));
}

static void put_gaps(struct bo_law_page *p, const struct bo_gap *gap, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const char *reason = bo_law_text(p, &gap[i].reason);
        bo_law_put(p, "\nNo value from %s to %s: %s.\n", bo_law_day(p, gap[i].from), bo_law_day(p, gap[i].until),
                   reason != NULL ? reason : "");
    }
}

static void put_unit(struct bo_law_page *p, const char *unit, const char *by)
{
    bo_law_put(p, "%s%s%s%s%s\n", unit != NULL ? ", in " : "", unit != NULL ? unit : "",
               by != NULL ? ", by the day of `" : "", by != NULL ? by : "", by != NULL ? "`" : "");
}

static void put_param(struct bo_law_page *p, const struct bo_param *param)
{
    bo_law_head(p, &param->named);
    put_unit(p, param->unit_text, param->by);
    bo_law_cites(p, &param->named);
    bo_law_put(p, "\n| from | until | value | confidence | checked | |\n|---|---|---|---|---|---|\n");
    for (size_t i = 0; i < param->values.n; i++) {
        const struct bo_value *value = &param->values.at[i];
        const struct bo_dated *next = i + 1 < param->values.n ? &value[1].dated : NULL;
        bo_law_put(p, "| %s | %s | %s", bo_law_day(p, value->dated.from), last_day(p, &value->dated, next),
                   bo_law_cell(p, value->text));
        put_dated(p, &value->dated);
    }
    put_gaps(p, param->gaps.at, param->gaps.n);
}

static void put_scale(struct bo_law_page *p, const struct bo_scale *scale)
{
    bo_law_head(p, &scale->named);
    put_unit(p, scale->unit_text, scale->by);
    bo_law_cites(p, &scale->named);
    bo_law_put(p, "\n| from | until | bands | confidence | checked | |\n|---|---|---|---|---|---|\n");
    for (size_t i = 0; i < scale->versions.n; i++) {
        const struct bo_bands *version = &scale->versions.at[i];
        const struct bo_dated *next = i + 1 < scale->versions.n ? &version[1].dated : NULL;
        bo_law_put(p, "| %s | %s | ", bo_law_day(p, version->dated.from), last_day(p, &version->dated, next));
        for (size_t b = 0; b < version->bands.n; b++) {
            const struct bo_band *band = &version->bands.at[b];
            bo_law_put(p, "%s%s%s: %s", b > 0 ? "; " : "", band->to != NULL ? "to " : "above",
                       band->to != NULL ? band->to : "", band->rate);
        }
        put_dated(p, &version->dated);
    }
    put_gaps(p, scale->gaps.at, scale->gaps.n);
}

static void put_row(struct bo_law_page *p, const struct bo_table *table, const struct bo_row *row)
{
    for (size_t f = 0; f < table->keys.n + table->columns.n; f++) {
        bo_law_put(p, "| %s ", row->field[f] != NULL ? bo_law_cell(p, row->field[f]) : "–");
    }
    bo_law_put(p, "|\n");
}

static void put_table(struct bo_law_page *p, const struct bo_table *table)
{
    bo_law_head(p, &table->named);
    put_unit(p, table->unit_text, table->by);
    bo_law_cites(p, &table->named);
    for (size_t i = 0; i < table->blocks.n; i++) {
        const struct bo_rows *block = &table->blocks.at[i];
        bo_law_put(p, "\n| from | until | confidence | checked | |\n|---|---|---|---|---|\n| %s | %s",
                   bo_law_day(p, block->dated.from), bo_law_day(p, block->dated.until));
        put_dated(p, &block->dated);
        bo_law_put(p, "\n");
        for (size_t k = 0; k < table->keys.n; k++) {
            static const char *const match[] = {"", " (from)", " (up to)"};
            bo_law_put(p, "| %s%s ", table->keys.at[k].id, match[table->keys.at[k].match]);
        }
        for (size_t c = 0; c < table->columns.n; c++) {
            bo_law_put(p, "| %s ", table->columns.at[c].id);
        }
        bo_law_put(p, "|\n");
        for (size_t f = 0; f < table->keys.n + table->columns.n; f++) {
            bo_law_put(p, "|---");
        }
        bo_law_put(p, "|\n");
        for (size_t r = 0; r < block->rows.n; r++) {
            put_row(p, table, &block->rows.at[r]);
        }
    }
    put_gaps(p, table->gaps.at, table->gaps.n);
}

void bo_law_values(struct bo_law_page *p)
{
    bool open = false;
    for (size_t i = 0; i < p->d.set->by_name.n; i++) {
        const struct bo_named *named = p->d.set->by_name.at[i];
        if (!bo_law_holds(p, named)) {
            continue;
        }
        if (named->element == BO_E_PARAM || named->element == BO_E_SCALE || named->element == BO_E_TABLE) {
            bo_law_part(p, &open, "Values by date");
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
