/* Hours × wages of a job, and how many hours (which wage, which pay) a figure needs. */
#include "api/sheet.h"

#include <string.h>

static struct bo_look look_of(const struct bo_asked *asked)
{
    return (struct bo_look){.colour = asked->as.colour, .width = asked->as.width};
}

/* The page to take home has the steps before, and at the point of its answer, besides. */
static enum bo_status page(const struct bo_sheet_asked *of, const struct bo_grid *grid, const char **text)
{
    bo_sheet_steps steps = {0};
    const struct bo_grid_point *answer = bo_grid_answer(grid);
    const struct bo_vary_point point = {.hours = answer->hours, .wage = answer->wage};
    const char *at = bo_vary_case(grid->varied, &of->reply->arena, &point, 1);
    const struct bo_case_text kase = {.name = of->kase->name, .text = at, .n = strlen(at)};
    const struct bo_sheet_asked there = {of->reply, of->rules, of->asked, &kase};
    enum bo_status status = bo_sheet_explain(&there, grid->calc->scenarios.at[0].scenario->id, &steps);
    status = status == BO_OK ? bo_sheet_explain(&there, NULL, &steps) : status;
    if (status == BO_OK) {
        *text = bo_render_grid_html(&of->reply->arena, grid, &steps, bo_version());
    }
    bo_sheet_steps_free(&steps);
    return status;
}

static enum bo_status grid_render(const struct bo_sheet_asked *of, const struct bo_grid *grid, const char **text)
{
    struct bo_arena *arena = &of->reply->arena;
    const struct bo_look look = look_of(of->asked);
    switch (of->asked->format) {
    case BO_AS_HTML:
        return page(of, grid, text);
    case BO_AS_JSON:
        *text = bo_render_grid_json(arena, grid, bo_version());
        break;
    case BO_AS_CSV:
        *text = bo_render_grid_csv(arena, grid);
        break;
    case BO_AS_SVG:
        *text = bo_render_grid_svg(arena, grid);
        break;
    default:
        *text = bo_render_grid_text(arena, grid, &look);
    }
    return BO_OK;
}

struct bo_reply *bo_grid(const struct bo_rules *rules, const struct bo_options *options,
                         const struct bo_case_text *kase, bo_progress progress, void *context)
{
    struct bo_reply *reply = bo_reply_new();
    struct bo_asked asked;
    struct bo_grid *grid = NULL;
    const char *text = NULL;
    enum bo_status status = bo_asked_read(reply, options, BO_ANY_FORMAT, &asked);
    if (status == BO_OK) {
        const struct bo_grid_options how = {.file = kase->name,
                                            .on = asked.on,
                                            .scenario = asked.as.scenario,
                                            .lang = asked.as.lang,
                                            .hours = asked.as.hours,
                                            .wage = asked.as.wage,
                                            .cliff_min = asked.as.cliff_min,
                                            .progress = progress,
                                            .context = context};
        status = bo_grid_make(rules->program, kase->text, kase->n, &how, &grid, &reply->diags);
    }
    if (status == BO_OK) {
        status = grid_render(&(struct bo_sheet_asked){reply, rules, &asked, kase}, grid, &text);
        bo_open_note_language(reply, &asked, rules->set);
    }
    bo_reply_finish(reply, status, text);
    bo_grid_free(grid);
    return reply;
}

struct bo_reply *bo_reach(const struct bo_rules *rules, const struct bo_options *options,
                          const struct bo_case_text *kase)
{
    struct bo_reply *reply = bo_reply_new();
    struct bo_asked asked;
    struct bo_reach *reach = NULL;
    struct bo_calc *calc = NULL;
    const char *text = NULL;
    enum bo_status status = bo_asked_read(reply, options, BO_TEXT_JSON, &asked);
    if (status == BO_OK && asked.as.target == NULL) {
        bo_reply_error(reply, "missing-target", "what is to be reached? VARIABLE+AMOUNT, like left_over+200");
        status = BO_USAGE;
    }
    if (status == BO_OK) {
        const struct bo_reach_options how = {.file = kase->name,
                                             .on = asked.on,
                                             .scenario = asked.as.scenario,
                                             .lang = asked.as.lang,
                                             .target = asked.as.target,
                                             .vary = asked.as.vary,
                                             .hours = asked.as.hours,
                                             .wage = asked.as.wage};
        status = bo_reach_find(rules->program, kase->text, kase->n, &how, &reach, &reply->diags);
    }
    if (status == BO_OK) {
        const struct bo_calc_options how = {
            .file = kase->name, .on = asked.on, .show = asked.as.show, .per = asked.as.per, .lang = asked.as.lang};
        status = bo_reach_calculate(reach, &how, &calc, &reply->diags);
    }
    if (status == BO_OK) {
        const struct bo_look look = look_of(&asked);
        text = asked.format == BO_AS_JSON ? bo_render_reach_json(&reply->arena, reach, calc, bo_version())
                                          : bo_render_reach_text(&reply->arena, reach, calc, &look);
        bo_open_note_language(reply, &asked, rules->set);
        status = reach->reached ? BO_OK : BO_NO;
    }
    bo_reply_finish(reply, status, text);
    bo_calc_free(calc);
    bo_reach_free(reach);
    return reply;
}
