#include "api/wanted.h"
#include "base/buf.h"

#include <string.h>

bool bo_wanted_help(const struct bo_asked *asked)
{
    bool help = false;
    for (size_t i = 0; i < asked->as.n_kinds; i++) {
        help |= strcmp(asked->as.kinds[i], "help") == 0;
    }
    for (size_t i = 0; i < asked->as.n_what_ifs; i++) {
        help |= strcmp(asked->as.what_ifs[i], "help") == 0;
    }
    return help;
}

static const char *range(struct bo_reply *reply, const struct bo_template_argument *argument)
{
    const char *all = "";
    switch (argument->kind) {
    case BO_NUMBER:
        return bo_printf(&reply->arena, "%s to %s", argument->min, argument->max);
    case BO_DATE:
        return "a date";
    case BO_BOOLEAN:
        return "true or false";
    default:
        break;
    }
    for (size_t i = 0; i < argument->options.n; i++) {
        all = bo_printf(&reply->arena, "%s%s%s", all, i > 0 ? ", " : "", argument->options.at[i].value);
    }
    return all;
}

static void list_one(struct bo_reply *reply, const struct bo_asked *asked, const struct bo_set *set,
                     const struct bo_template *template, struct bo_buf *to)
{
    const char *lang = asked->as.lang, **none = bo_alloc_array(&reply->arena, template->arguments.n, sizeof *none);
    const char *label = bo_template_words(set, template, &template->label, none, lang, &reply->arena);
    const char *text = bo_template_words(set, template, &template->text, none, lang, &reply->arena);
    bo_buf_printf(to, "  --%s %s%s\n      %s\n", template->what_if ? "if" : "kind", template->id,
                  template->by_date ? "   (timeline)" : "", label);
    if (text != NULL) {
        bo_buf_printf(to, "      %s\n", text);
    }
    for (size_t i = 0; i < template->arguments.n; i++) {
        const struct bo_template_argument *argument = &template->arguments.at[i];
        const char *called = bo_text_in(set, &argument->label, lang);
        bo_buf_printf(to, "      %s: %s%s%s", argument->id, called != NULL ? called : "", called != NULL ? ", " : "",
                      range(reply, argument));
        if (argument->fallback != NULL) {
            bo_buf_printf(to, "; else %s", argument->fallback);
        } else {
            bo_buf_puts(to, argument->required              ? "; needed"
                            : argument->fallback_of != NULL ? "; else as in the scenario"
                                                            : "; may be left out");
        }
        bo_buf_putc(to, '\n');
    }
}

const char *bo_wanted_list(struct bo_reply *reply, const struct bo_asked *asked, const struct bo_set *set)
{
    static const char *const head[] = {"Kinds of scenarios", "What-ifs, of each scenario after"};
    struct bo_buf list;
    bo_buf_init(&list);
    bo_buf_puts(&list, "");
    for (int what_if = 0; what_if < 2; what_if++) {
        bool any = false;
        for (size_t i = 0; i < set->templates.n; i++) {
            if (set->templates.at[i]->what_if == (what_if != 0)) {
                bo_buf_printf(&list, "%s%s", any ? "" : head[what_if], any ? "" : "\n");
                list_one(reply, asked, set, set->templates.at[i], &list);
                any = true;
            }
        }
    }
    if (list.n == 0) {
        bo_buf_printf(&list, "The rule set '%s' declares no kinds of scenarios and no what-ifs.\n", set->id);
    }
    const char *text = bo_strndup(&reply->arena, list.at, list.n);
    bo_buf_fini(&list);
    return text;
}

static enum bo_status read_one(struct bo_reply *reply, const struct bo_set *set, bool what_if, const char *text,
                               bool by_date, struct bo_template_call *call)
{
    enum bo_status status = bo_template_read(set, what_if, text, &reply->arena, call, &reply->diags);
    if (status == BO_OK && call->template->by_date && !by_date) {
        bo_reply_error(reply, "by-date", "'%s' means something by date only: betteroff timeline --%s %s",
                       call->template->id, what_if ? "if" : "kind", text);
        status = BO_USAGE;
    }
    return status;
}

enum bo_status bo_wanted_read(struct bo_reply *reply, struct bo_asked *asked, const struct bo_set *set, bool by_date)
{
    enum bo_status worst = BO_OK;
    struct bo_template_calls *calls = asked->calls = bo_alloc(&reply->arena, sizeof *calls);
    *calls = (struct bo_template_calls){.lang = asked->as.lang};
    for (size_t i = 0; i < asked->as.n_kinds; i++) {
        struct bo_template_call call;
        enum bo_status status = read_one(reply, set, false, asked->as.kinds[i], by_date, &call);
        worst = status > worst ? status : worst;
        BO_PUSH(&reply->arena, &calls->kinds, call);
    }
    for (size_t i = 0; i < asked->as.n_what_ifs; i++) {
        struct bo_template_call call;
        enum bo_status status = read_one(reply, set, true, asked->as.what_ifs[i], by_date, &call);
        worst = status > worst ? status : worst;
        BO_PUSH(&reply->arena, &calls->what_ifs, call);
    }
    return worst;
}
