/* The calculation, and how one of its figures came about. */
#include "api/drift.h"
#include "api/sheet.h"
#include "api/since.h"
#include "api/wanted.h"
#include "render/render.h"

#include <string.h>

static struct bo_look look_of(const struct bo_asked *asked)
{
    return (struct bo_look){.colour = asked->as.colour, .width = asked->as.width};
}

struct bo_reply *bo_calculate(const struct bo_rules *rules, const struct bo_options *options,
                              const struct bo_case_text *kase)
{
    struct bo_reply *reply = bo_reply_new();
    struct bo_asked asked;
    struct bo_calc *calc = NULL;
    struct bo_earlier earlier = {.root = NULL};
    const char *text = NULL;
    enum bo_status status = bo_asked_read(reply, options, BO_TEXT_JSON_CSV | BO_TEXT_JSON_HTML, &asked);
    if (status == BO_OK && bo_wanted_help(&asked)) {
        return bo_reply_finish(reply, status, bo_wanted_list(reply, &asked, rules->set));
    }
    status = status == BO_OK ? bo_wanted_read(reply, &asked, rules->set, false) : status;
    status = status == BO_OK ? bo_since_begin(reply, rules, &asked, &earlier) : status;
    if (status == BO_OK && asked.format == BO_AS_HTML) {
        status = bo_sheet_of(reply, rules, &asked, kase, &earlier, &text);
    } else if (status == BO_OK) {
        bo_drifted_list drifted = {0};
        bo_drift_read(&reply->arena, rules->set, &drifted);
        const struct bo_calc_options how = {.file = kase->name,
                                            .on = asked.on,
                                            .show = asked.as.show,
                                            .per = asked.as.per,
                                            .lang = asked.as.lang,
                                            .calls = asked.calls,
                                            .drifted = drifted.at,
                                            .n_drifted = drifted.n};
        status = bo_calc_run(rules->program, kase->text, kase->n, &how, &calc, &reply->diags);
    }
    status = calc != NULL ? bo_since_compare(reply, rules, &asked, kase, &earlier, calc) : status;
    if (calc != NULL && status == BO_OK) {
        const struct bo_look look = look_of(&asked);
        text = asked.format == BO_AS_JSON  ? bo_render_calc_json(&reply->arena, calc, bo_version())
               : asked.format == BO_AS_CSV ? bo_render_calc_csv(&reply->arena, calc)
                                           : bo_render_calc_text(&reply->arena, calc, &look);
    }
    if (status == BO_OK) {
        bo_open_note_language(reply, &asked, rules->set);
    }
    bo_reply_finish(reply, status, text);
    bo_since_end(&earlier);
    bo_calc_free(calc);
    return reply;
}

struct bo_reply *bo_explain(const struct bo_rules *rules, const struct bo_options *options,
                            const struct bo_case_text *kase, const char *variable)
{
    struct bo_reply *reply = bo_reply_new();
    struct bo_asked asked;
    struct bo_explanation *explanation = NULL;
    const char *text = NULL;
    enum bo_status status = bo_asked_read(reply, options, BO_TEXT_JSON_HTML, &asked);
    if (status == BO_OK && bo_wanted_help(&asked)) {
        return bo_reply_finish(reply, status, bo_wanted_list(reply, &asked, rules->set));
    }
    status = status == BO_OK ? bo_wanted_read(reply, &asked, rules->set, false) : status;
    if (status == BO_OK) {
        const struct bo_explain_options how = {.file = kase->name,
                                               .on = asked.on,
                                               .variable = variable,
                                               .scenario = asked.as.scenario,
                                               .lang = asked.as.lang,
                                               .calls = asked.calls};
        status = bo_explain_run(rules->program, kase->text, kase->n, &how, &explanation, &reply->diags);
    }
    if (status == BO_OK) {
        const struct bo_look look = look_of(&asked);
        text = asked.format == BO_AS_JSON   ? bo_render_explain_json(&reply->arena, explanation, bo_version())
               : asked.format == BO_AS_HTML ? bo_render_explain_html(&reply->arena, explanation, bo_version())
                                            : bo_render_explain_text(&reply->arena, explanation, &look);
        bo_open_note_language(reply, &asked, rules->set);
    }
    bo_reply_finish(reply, status, text);
    bo_explanation_free(explanation);
    return reply;
}
