/* Money by date: the rules once more, compiled for a day, and a case's days. */
#include "api/sheet.h"
#include "api/wanted.h"

/* The page to take home has the steps of an ordinary month besides. */
static enum bo_status page(const struct bo_sheet_asked *of, const struct bo_timeline_run *run, const char **text)
{
    bo_sheet_steps steps = {0};
    enum bo_status status = bo_sheet_explain_all(of, &run->calc, &steps);
    if (status == BO_OK) {
        *text = bo_render_timeline_html(&of->reply->arena, run, &steps, bo_version());
    }
    bo_sheet_steps_free(&steps);
    return status;
}

static enum bo_status render(const struct bo_sheet_asked *of, const struct bo_timeline_run *run, const char **text)
{
    struct bo_arena *arena = &of->reply->arena;
    const struct bo_look look = {.colour = of->asked->as.colour, .width = of->asked->as.width};
    switch (of->asked->format) {
    case BO_AS_HTML:
        return page(of, run, text);
    case BO_AS_JSON:
        *text = bo_render_timeline_json(arena, run, bo_version());
        break;
    case BO_AS_SVG:
        *text = bo_render_timeline_svg(arena, run);
        break;
    default:
        *text = bo_render_timeline_text(arena, run, &look);
    }
    return BO_OK;
}

struct bo_reply *bo_timeline(const struct bo_rules *rules, const struct bo_options *options,
                             const struct bo_case_text *kase)
{
    struct bo_reply *reply = bo_reply_new();
    struct bo_asked asked;
    struct bo_program *program = NULL;
    struct bo_timeline_run *run = NULL;
    const char *text = NULL;
    enum bo_status status = bo_asked_read(reply, options, BO_TEXT_JSON_SVG | BO_TEXT_JSON_HTML, &asked);
    if (status == BO_OK && asked.as.months > BO_TIMELINE_MONTHS_MAX) {
        bo_reply_error(reply, "bad-number", "%d months at most, not %u", BO_TIMELINE_MONTHS_MAX, asked.as.months);
        status = BO_USAGE;
    }
    if (status == BO_OK && bo_wanted_help(&asked)) {
        return bo_reply_finish(reply, status, bo_wanted_list(reply, &asked, rules->set));
    }
    status = status == BO_OK ? bo_wanted_read(reply, &asked, rules->set, true) : status;
    if (status == BO_OK) {
        const struct bo_compile_options by_day = {.made_only = rules->program->options.made_only, .by_day = true};
        status = bo_compile(rules->set, &by_day, &program, &reply->diags);
    }
    if (status == BO_OK) {
        const struct bo_timeline_options how = {
            .file = kase->name, .on = asked.on, .months = asked.as.months, .lang = asked.as.lang, .calls = asked.calls};
        status = bo_timeline_make(program, kase->text, kase->n, &how, &run, &reply->diags);
    }
    if (status == BO_OK) {
        status = render(&(struct bo_sheet_asked){reply, rules, &asked, kase}, run, &text);
        bo_open_note_language(reply, &asked, rules->set);
    }
    bo_reply_finish(reply, status, text);
    bo_timeline_free(run);
    bo_program_free(program);
    return reply;
}
