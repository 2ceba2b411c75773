/* How far the figures of a set are bound to where they are published: whether a drift would be seen. */
#include "api/coverage.h"
#include "api/describe.h"
#include "api/tabular.h"
#include "rules/overdue.h"

#include <string.h>

struct tally { /* of some elements */
    size_t all, by_law, by_two, with_calendar;
    size_t declared; /* not bound, and said why */
};

struct covering {
    struct bo_arena *arena;
    const struct bo_set *set;
    const bo_publications *publications;
    struct tally money, shares;
    json_t *laws, *not_bound, *declared;
};

/* Who publishes a figure */

struct witnesses {
    size_t law, all;
    size_t open; /* figures with no law and no word why */
};

static struct witnesses witnesses_of(const struct covering *c, const struct bo_bound *figure)
{
    struct witnesses found = {0};
    for (size_t i = 0; i < c->publications->n; i++) {
        const struct bo_publication *publication = c->publications->at[i];
        bool bound = false;
        for (size_t k = 0; k < publication->bindings.n; k++) {
            bound |= bo_bound_is_of(&publication->bindings.at[k].to, figure);
        }
        found.all += bound;
        found.law += bound && publication->rank == BO_RANK_LAW;
    }
    found.open = found.law == 0;
    for (size_t i = 0; i < c->publications->unbound.n; i++) {
        found.open = bo_bound_is_of(&c->publications->unbound.at[i].to, figure) ? 0 : found.open;
    }
    return found;
}

/* An element has as many witnesses as the figure in it that has fewest. */
static void add_figure(const struct covering *c, const struct bo_bound *figure, struct witnesses *least)
{
    struct witnesses found = witnesses_of(c, figure);
    least->law = found.law < least->law ? found.law : least->law;
    least->all = found.all < least->all ? found.all : least->all;
    least->open += found.open;
}

/* What is nothing is written nowhere. */
static bool is_written(const char *figure)
{
    return figure != NULL && strspn(figure, "0.") != strlen(figure);
}

static void scale_figures(const struct covering *c, const struct bo_scale *scale, struct witnesses *least)
{
    const struct bo_bands *bands = &scale->versions.at[scale->versions.n - 1];
    for (size_t i = 0; i < bands->bands.n; i++) {
        struct bo_bound figure = {.scale = scale, .band = (unsigned)i, .rate = true};
        if (is_written(bands->bands.at[i].rate)) {
            add_figure(c, &figure, least);
        }
        figure.rate = false;
        if (is_written(bands->bands.at[i].to)) {
            add_figure(c, &figure, least);
        }
    }
}

static const char *keys_of(struct bo_arena *arena, const struct bo_table *table, const struct bo_row *row)
{
    const char *keys = row->field[0];
    for (size_t k = 1; k < table->keys.n; k++) {
        keys = bo_printf(arena, "%s %s", keys, row->field[k]);
    }
    return keys;
}

/* Those of the rows that began last. */
static void table_figures(const struct covering *c, const struct bo_table *table, struct witnesses *least)
{
    int64_t last = table->blocks.at[table->blocks.n - 1].dated.from;
    for (size_t b = 0; b < table->blocks.n; b++) {
        const struct bo_rows *block = &table->blocks.at[b];
        for (size_t r = 0; block->dated.from == last && r < block->rows.n && least->all > 0; r++) {
            struct bo_bound figure = {.table = table, .keys = keys_of(c->arena, table, &block->rows.at[r])};
            for (size_t i = 0; i < table->columns.n; i++) {
                figure.column = table->columns.at[i].id;
                if (bo_is_money_column(c->set, table, &table->columns.at[i]) &&
                    is_written(block->rows.at[r].field[table->keys.n + i])) {
                    add_figure(c, &figure, least);
                }
            }
        }
    }
}

static struct witnesses witnesses_of_element(const struct covering *c, const struct bo_named *named)
{
    struct witnesses least = {SIZE_MAX, SIZE_MAX, 0};
    if (named->element == BO_E_PARAM) {
        const struct bo_bound figure = {.param = (const struct bo_param *)named};
        return witnesses_of(c, &figure);
    }
    if (named->element == BO_E_SCALE && ((const struct bo_scale *)named)->versions.n > 0) {
        scale_figures(c, (const struct bo_scale *)named, &least);
    } else if (named->element == BO_E_TABLE && ((const struct bo_table *)named)->blocks.n > 0) {
        table_figures(c, (const struct bo_table *)named, &least);
    }
    return least.all == SIZE_MAX ? (struct witnesses){.open = 1} : least;
}

/* Which elements count */

/* Percentages and other fractions: numbers without unit that are not whole. */
static bool is_share(const struct bo_named *named)
{
    const struct bo_param *param = (const struct bo_param *)named;
    return named->element == BO_E_PARAM && param->kind == BO_NUMBER && param->unit.n == 0 && param->scale > 0;
}

static void count(const struct covering *c, const struct bo_named *named, struct tally *tally)
{
    struct witnesses found = witnesses_of_element(c, named);
    tally->all++;
    tally->by_law += found.law > 0;
    tally->by_two += found.law > 0 && found.all > 1;
    tally->with_calendar += bo_calendar_of(named) != NULL;
    tally->declared += found.law == 0 && found.open == 0;
    if (found.law == 0 && found.open > 0) {
        json_array_append_new(c->not_bound, json_string(named->id));
    }
}

static void add_tally(struct tally *to, const struct tally *from)
{
    to->all += from->all;
    to->by_law += from->by_law;
    to->by_two += from->by_two;
    to->with_calendar += from->with_calendar;
    to->declared += from->declared;
}

static json_t *tally_json(const struct tally *tally)
{
    return json_pack("{s:I, s:I, s:I, s:I, s:I, s:I}", "figures", (json_int_t)tally->all, "by_law",
                     (json_int_t)tally->by_law, "declared", (json_int_t)tally->declared, "accounted_for",
                     (json_int_t)(tally->by_law + tally->declared), "by_two", (json_int_t)tally->by_two,
                     "with_calendar", (json_int_t)tally->with_calendar);
}

static void declare(struct covering *c)
{
    for (size_t i = 0; i < c->publications->unbound.n; i++) {
        const struct bo_unbound *unbound = &c->publications->unbound.at[i];
        json_array_append_new(c->declared,
                              json_pack("{s:s, s:s?, s:s}", "id", bo_bound_name(c->arena, &unbound->to), "publisher",
                                        unbound->publisher, "reason", bo_text_in(c->set, &unbound->reason, NULL)));
    }
}

static void cover_law(struct covering *c, const struct bo_law *law)
{
    struct tally money = {0};
    for (size_t i = 0; i < c->set->by_name.n; i++) {
        const struct bo_named *named = c->set->by_name.at[i];
        if (named->law == law && named->money) {
            count(c, named, &money);
        } else if (named->law == law && is_share(named)) {
            count(c, named, &c->shares);
        }
    }
    add_tally(&c->money, &money);
    if (money.all > 0) {
        json_t *item = tally_json(&money);
        json_object_set_new(item, "id", json_string(law->id));
        json_array_append_new(c->laws, item);
    }
}

json_t *bo_coverage_published(struct bo_arena *arena, const struct bo_set *set, const bo_publications *publications)
{
    struct covering c = {.arena = arena,
                         .set = set,
                         .publications = publications,
                         .laws = json_array(),
                         .not_bound = json_array(),
                         .declared = json_array()};
    size_t bindings = 0, seen = 0;
    for (size_t i = 0; i < set->laws.n; i++) {
        cover_law(&c, set->laws.at[i]);
    }
    declare(&c);
    for (size_t i = 0; i < publications->n; i++) {
        for (size_t k = 0; k < publications->at[i]->bindings.n; k++) {
            bindings++;
            seen += publications->at[i]->bindings.at[k].seen != BO_DATE_NONE;
        }
    }
    json_t *published = json_pack("{s:I, s:I, s:I}", "publications", (json_int_t)publications->n, "bindings",
                                  (json_int_t)bindings, "bindings_seen", (json_int_t)seen);
    json_object_set_new(published, "money", tally_json(&c.money));
    json_object_set_new(published, "shares", tally_json(&c.shares));
    json_object_set_new(published, "laws", c.laws);
    json_object_set_new(published, "not_bound", c.not_bound);
    json_object_set_new(published, "declared", c.declared);
    return published;
}
