#include "render/grid_words.h"
#include "num/written.h"
#include "render/amount.h"
#include "render/names.h"
#include "render/render.h"
#include "render/words.h"

const char *bo_varied_written(struct bo_arena *arena, const struct bo_varied *varied, const struct bo_input *input,
                              bo_wide value, const char *lang)
{
    const struct bo_set *set = varied->set;
    const char *unit = input->kind == BO_RECURRING ? bo_printf(arena, "%s/%s", set->currency, varied->per)
                                                   : bo_unit_text(&set->symbols, &input->unit, arena);
    return bo_value_written(arena, set, NULL, bo_vary_text(arena, varied, input, value), unit, lang);
}

const char *bo_written_hours(struct bo_arena *arena, const struct bo_varied *varied, bo_wide hours, const char *lang)
{
    return bo_written_number(arena, bo_vary_text(arena, varied, varied->hours, hours), NULL, lang);
}

const char *bo_grid_money(struct bo_arena *arena, const struct bo_grid *grid, bo_wide hundredths)
{
    return bo_amount_money(arena, grid->varied->set, (struct bo_figure){.known = true, .n = hundredths, .den = 100},
                           grid->calc->lang);
}

const char *bo_grid_line_called(struct bo_arena *arena, const struct bo_grid *grid, size_t line)
{
    return bo_called(arena, grid->calc, &grid->lines[line].line->label, grid->lines[line].line->value_id);
}

const char *bo_cliff_lines(struct bo_arena *arena, const struct bo_grid *grid, const struct bo_grid_cliff *cliff)
{
    const char *all = "";
    for (size_t i = 0; i < cliff->lines.n; i++) {
        all = bo_printf(arena, "%s%s%s", all, i > 0 ? ", " : "", bo_grid_line_called(arena, grid, cliff->lines.at[i]));
    }
    return all;
}

/* "16.5 hours a week (pay of 908.77 RDO)" */
static const char *place(struct bo_arena *arena, const struct bo_grid *grid, const struct bo_grid_point *point)
{
    const char *lang = grid->calc->lang,
               *hours = bo_varied_written(arena, grid->varied, grid->varied->hours, point->hours, lang);
    return point->gross.known
               ? bo_word_with(arena, lang, BO_W_PAY_OF, hours,
                              bo_amount_money(arena, grid->varied->set, point->gross, lang))
               : hours;
}

const char *bo_cliff_told(struct bo_arena *arena, const struct bo_grid *grid, const struct bo_grid_cliff *cliff)
{
    const char *lang = grid->calc->lang, *lines = bo_cliff_lines(arena, grid, cliff);
    const char *fall = bo_word_with(arena, lang, BO_W_CLIFF_ABOVE, place(arena, grid, &cliff->before),
                                    bo_grid_money(arena, grid, cliff->loss));
    const char *by =
        *lines != '\0' ? bo_printf(arena, ", %s", bo_word_with(arena, lang, BO_W_CLIFF_OF, lines, NULL)) : "";
    const char *end = bo_varied_written(arena, grid->varied, grid->varied->hours, grid->hours.to, lang);
    const char *level = cliff->is_level
                            ? bo_word_with(arena, lang, BO_W_CLIFF_LEVEL, place(arena, grid, &cliff->level), NULL)
                            : bo_word_with(arena, lang, BO_W_CLIFF_NOT_LEVEL, end, NULL);
    return bo_printf(arena, "%s%s. %s", fall, by, level);
}

const struct bo_grid_point *bo_grid_answer(const struct bo_grid *grid)
{
    for (size_t i = 0; grid->varied->has_hours && i < grid->n_points; i++) {
        const struct bo_grid_point *point = &grid->points[i];
        if (point->hours == grid->varied->own_hours && point->wage == grid->varied->own_wage) {
            return point;
        }
    }
    return grid->best.n > 0 ? &grid->points[grid->best.at[0].point] : grid->points;
}
