#include "api/sheet.h"
#include "api/drift.h"
#include "render/render.h"

#include <string.h>

struct making {
    struct bo_reply *reply;
    const struct bo_rules *rules;
    const struct bo_asked *asked;
    const struct bo_case_text *kase;
    struct bo_calc *calc, *beside;
    size_t n;
    const struct bo_explanation **explanations; /* by scenario */
};

static enum bo_status calculate(struct making *m, const char *per, struct bo_calc **calc)
{
    bo_drifted_list drifted = {0};
    bo_drift_read(&m->reply->arena, m->rules->set, &drifted);
    const struct bo_calc_options how = {.file = m->kase->name,
                                        .on = m->asked->on,
                                        .show = m->asked->as.show,
                                        .per = per,
                                        .lang = m->asked->as.lang,
                                        .calls = m->asked->calls,
                                        .drifted = drifted.at,
                                        .n_drifted = drifted.n};
    return bo_calc_run(m->rules->program, m->kase->text, m->kase->n, &how, calc, &m->reply->diags);
}

/* The period to stand beside that of the calculation; NULL when the sheet has no other. */
static const char *other_period(const struct making *m)
{
    const struct bo_sheet *sheet = &m->rules->set->sheet;
    const char *own = m->calc->period != NULL ? m->calc->period->id : NULL, *asked = m->asked->as.per;
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

static enum bo_status explain(struct making *m)
{
    const char *balance = m->rules->set->sheet.balance_id;
    size_t scenarios = balance != NULL ? m->calc->scenarios.n : 0;
    enum bo_status status = BO_OK;
    m->explanations = bo_alloc_array(&m->reply->arena, scenarios + 1, sizeof *m->explanations);
    for (; m->n < scenarios && status == BO_OK; m->n += status == BO_OK) {
        const struct bo_explain_options how = {.file = m->kase->name,
                                               .on = m->asked->on,
                                               .variable = balance,
                                               .scenario = m->calc->scenarios.at[m->n].scenario->id,
                                               .lang = m->asked->as.lang,
                                               .calls = m->asked->calls};
        struct bo_explanation *made = NULL;
        status = bo_explain_run(m->rules->program, m->kase->text, m->kase->n, &how, &made, &m->reply->diags);
        m->explanations[m->n] = made;
    }
    return status;
}

enum bo_status bo_sheet_of(struct bo_reply *reply, const struct bo_rules *rules, const struct bo_asked *asked,
                           const struct bo_case_text *kase, const struct bo_earlier *earlier, const char **text)
{
    struct making m = {.reply = reply, .rules = rules, .asked = asked, .kase = kase};
    enum bo_status status = calculate(&m, NULL, &m.calc);
    const char *other = status == BO_OK ? other_period(&m) : NULL;
    if (other != NULL) { /* it may be one that the sheet does not have: that is told */
        status = calculate(&m, other, &m.beside);
    }
    status = status == BO_OK ? bo_since_compare(reply, rules, asked, kase, earlier, m.calc) : status;
    status = status == BO_OK ? explain(&m) : status;
    if (status == BO_OK) {
        *text = bo_render_calc_html(&reply->arena, m.calc, m.beside, m.explanations, m.n, bo_version());
    }
    for (size_t i = 0; i < m.n; i++) {
        bo_explanation_free((struct bo_explanation *)m.explanations[i]);
    }
    bo_calc_free(m.beside);
    bo_calc_free(m.calc);
    return status;
}
