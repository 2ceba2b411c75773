#include "api/sheet.h"
#include "api/drift.h"
#include "render/render.h"

#include <string.h>

struct making {
    struct bo_sheet_asked of;
    struct bo_calc *calc, *beside;
};

static enum bo_status calculate(struct making *m, const char *per, struct bo_calc **calc)
{
    bo_drifted_list drifted = {0};
    bo_drift_read(&m->of.reply->arena, m->of.rules->set, &drifted);
    const struct bo_calc_options how = {.file = m->of.kase->name,
                                        .on = m->of.asked->on,
                                        .show = m->of.asked->as.show,
                                        .per = per,
                                        .lang = m->of.asked->as.lang,
                                        .calls = m->of.asked->calls,
                                        .drifted = drifted.at,
                                        .n_drifted = drifted.n};
    return bo_calc_run(m->of.rules->program, m->of.kase->text, m->of.kase->n, &how, calc, &m->of.reply->diags);
}

/* The period to stand beside that of the calculation; NULL when the sheet has no other. */
static const char *other_period(const struct making *m)
{
    const struct bo_sheet *sheet = &m->of.rules->set->sheet;
    const char *own = m->calc->period != NULL ? m->calc->period->id : NULL, *asked = m->of.asked->as.per;
    if (own == NULL || (asked != NULL && strcmp(asked, own) != 0)) {
        return own != NULL ? asked : NULL;
    }
    for (size_t i = 0; i < sheet->periods.n; i++) {
        if (strcmp(sheet->periods.at[i].id, own) != 0) {
            return sheet->periods.at[i].id;
        }
    }
    return NULL;
}

enum bo_status bo_sheet_explain(const struct bo_sheet_asked *of, const char *scenario, bo_sheet_steps *steps)
{
    const struct bo_explain_options how = {.file = of->kase->name,
                                           .on = of->asked->on,
                                           .variable = of->rules->set->sheet.balance_id,
                                           .scenario = scenario,
                                           .lang = of->asked->as.lang,
                                           .calls = of->asked->calls};
    struct bo_explanation *made = NULL;
    enum bo_status status =
        bo_explain_run(of->rules->program, of->kase->text, of->kase->n, &how, &made, &of->reply->diags);
    if (status == BO_OK) {
        BO_PUSH(&of->reply->arena, steps, made);
    }
    return status;
}

enum bo_status bo_sheet_explain_all(const struct bo_sheet_asked *of, const struct bo_calc *calc,
                                    bo_sheet_steps *steps)
{
    size_t n = of->rules->set->sheet.balance_id != NULL ? calc->scenarios.n : 0;
    enum bo_status status = BO_OK;
    for (size_t i = 0; i < n && status == BO_OK; i++) {
        status = bo_sheet_explain(of, calc->scenarios.at[i].scenario->id, steps);
    }
    return status;
}

void bo_sheet_steps_free(bo_sheet_steps *steps)
{
    for (size_t i = 0; i < steps->n; i++) {
        bo_explanation_free(steps->at[i]);
    }
}

enum bo_status bo_sheet_of(struct bo_reply *reply, const struct bo_rules *rules, const struct bo_asked *asked,
                           const struct bo_case_text *kase, const struct bo_earlier *earlier, const char **text)
{
    struct making m = {.of = {reply, rules, asked, kase}};
    bo_sheet_steps steps = {0};
    enum bo_status status = calculate(&m, NULL, &m.calc);
    const char *other = status == BO_OK ? other_period(&m) : NULL;
    if (other != NULL) { /* it may be one that the sheet does not have: that is told */
        status = calculate(&m, other, &m.beside);
    }
    status = status == BO_OK ? bo_since_compare(reply, rules, asked, kase, earlier, m.calc) : status;
    status = status == BO_OK ? bo_sheet_explain_all(&m.of, m.calc, &steps) : status;
    if (status == BO_OK) {
        *text = bo_render_calc_html(&reply->arena, m.calc, m.beside, &steps, bo_version());
    }
    bo_sheet_steps_free(&steps);
    bo_calc_free(m.beside);
    bo_calc_free(m.calc);
    return status;
}
