/* Hours × wages of a job, and how many hours (which wage, which pay) a figure needs. */
#include "api/open.h"
#include "render/render.h"

static struct bo_look look_of(const struct bo_asked *asked)
{
    return (struct bo_look){.colour = asked->as.colour, .width = asked->as.width};
}

static const char *grid_rendered(struct bo_reply *reply, const struct bo_asked *asked, const struct bo_grid *grid)
{
    const struct bo_look look = look_of(asked);
    switch (asked->format) {
    case BO_AS_JSON:
        return bo_render_grid_json(&reply->arena, grid, bo_version());
    case BO_AS_CSV:
        return bo_render_grid_csv(&reply->arena, grid);
    case BO_AS_SVG:
        return bo_render_grid_svg(&reply->arena, grid);
    case BO_AS_HTML:
        return bo_render_grid_html(&reply->arena, grid, bo_version());
    default:
        return bo_render_grid_text(&reply->arena, grid, &look);
    }
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
        text = grid_rendered(reply, &asked, grid);
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
