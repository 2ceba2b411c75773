/* How many hours (which wage, which pay) it takes, before the calculation with them; as text and as JSON. */
#include "render/amount.h"
#include "render/frame_json.h"
#include "render/grid_words.h"
#include "render/names.h"
#include "render/page.h"
#include "render/words.h"

#include <string.h>

static bo_wide moved(const struct bo_reach *reach, const struct bo_vary_point *point)
{
    return reach->varied->options.what == BO_VARY_HOURS  ? point->hours
           : reach->varied->options.what == BO_VARY_WAGE ? point->wage
                                                         : point->pay;
}

/* A value of the variable that is to reach the target. */
static const char *value_written(struct bo_arena *arena, const struct bo_reach *reach, struct bo_figure figure,
                                 const char *lang)
{
    const struct bo_set *set = reach->varied->set;
    const struct bo_unit *unit = bo_unit_of(reach->named);
    const char *text = bo_amount_plain(arena, figure);
    return text != NULL ? bo_value_written(arena, set, NULL, text,
                                           unit != NULL ? bo_unit_text(&set->symbols, unit, arena) : "", lang)
                        : "—";
}

char *bo_render_reach_text(struct bo_arena *arena, const struct bo_reach *reach, const struct bo_calc *calc,
                           const struct bo_look *look)
{
    const char *lang = calc->lang;
    const char *at =
        bo_varied_written(arena, reach->varied, bo_vary_input(reach->varied), moved(reach, &reach->at), lang);
    const char *label = bo_called(arena, calc, &reach->named->label, reach->named->id);
    struct bo_page page;
    bo_page_open(&page, arena, look);
    bo_page_text(&page, 0, NULL, 0, BO_STRONG,
                 bo_word_with(arena, lang, reach->reached ? BO_W_IT_TAKES : BO_W_NOT_REACHED, at, NULL));
    bo_page_text(
        &page, 0, NULL, 0, BO_PLAIN,
        bo_printf(arena, "%s %s",
                  bo_word_with(arena, lang, BO_W_THEN_IT_IS, label, value_written(arena, reach, reach->value, lang)),
                  bo_word_with(arena, lang, BO_W_ASKED_FOR, value_written(arena, reach, reach->aim, lang), NULL)));
    if (reach->lost) {
        const char *lost =
            bo_varied_written(arena, reach->varied, bo_vary_input(reach->varied), moved(reach, &reach->lost_at), lang);
        bo_page_text(&page, 0, NULL, 0, BO_PLAIN, bo_word_with(arena, lang, BO_W_LOST_AGAIN, lost, NULL));
    }
    bo_page_blank(&page);
    return bo_printf(arena, "%s%s", bo_page_take(&page), bo_render_calc_text(arena, calc, look));
}

char *bo_render_reach_json(struct bo_arena *arena, const struct bo_reach *reach, const struct bo_calc *calc,
                           const char *program_version)
{
    static const char *const words[] = {"hours", "wage", "pay"};
    const struct bo_varied *v = reach->varied;
    const struct bo_input *input = bo_vary_input(v);
    json_t *root = bo_json_calc(arena, calc, program_version), *target = json_object();
    json_object_set_new(target, "variable", bo_json_text(reach->variable));
    json_object_set_new(target, "aim", bo_json_text(bo_amount_plain(arena, reach->aim)));
    json_object_set_new(target, "vary", bo_json_text(words[v->options.what]));
    json_object_set_new(target, "field", bo_json_text(bo_printf(arena, "%s/%s", v->pointer, input->key)));
    json_object_set_new(target, "from", bo_json_text(bo_vary_text(arena, v, input, moved(reach, &reach->least))));
    json_object_set_new(target, "to", bo_json_text(bo_vary_text(arena, v, input, moved(reach, &reach->most))));
    json_object_set_new(target, "reached", json_boolean(reach->reached));
    json_object_set_new(target, words[v->options.what],
                        reach->reached ? bo_json_text(bo_vary_text(arena, v, input, moved(reach, &reach->at)))
                                       : json_null());
    json_object_set_new(target, "lost_again",
                        reach->lost ? bo_json_text(bo_vary_text(arena, v, input, moved(reach, &reach->lost_at)))
                                    : json_null());
    if (v->options.what == BO_VARY_PAY) {
        json_object_set_new(target, "per", bo_json_text(v->per));
    } else if (v->options.what == BO_VARY_HOURS) {
        json_object_set_new(target, "wage", bo_json_text(bo_vary_text(arena, v, v->wage, reach->at.wage)));
    } else {
        json_object_set_new(target, "hours", bo_json_text(bo_vary_text(arena, v, v->hours, reach->at.hours)));
    }
    json_object_set_new(target, "value", bo_json_text(bo_amount_plain(arena, reach->value)));
    json_object_set_new(root, "target", target);
    return bo_json_end(arena, root);
}
