/* Money by date: the rules once more, compiled for a day, and a case's days. */
#include "api/wanted.h"
#include "render/render.h"

static const char *rendered(struct bo_reply *reply, const struct bo_asked *asked, const struct bo_timeline_run *run)
{
    const struct bo_look look = {.colour = asked->as.colour, .width = asked->as.width};
    switch (asked->format) {
    case BO_AS_JSON:
        return bo_render_timeline_json(&reply->arena, run, bo_version());
    case BO_AS_HTML:
        return bo_render_timeline_html(&reply->arena, run, bo_version());
    case BO_AS_SVG:
        return bo_render_timeline_svg(&reply->arena, run);
    default:
        return bo_render_timeline_text(&reply->arena, run, &look);
    }
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
        text = rendered(reply, &asked, run);
        bo_open_note_language(reply, &asked, rules->set);
    }
    bo_reply_finish(reply, status, text);
    bo_timeline_free(run);
    bo_program_free(program);
    return reply;
}
