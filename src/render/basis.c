#include "render/basis.h"
#include "num/written.h"
#include "render/words.h"

static void count(struct bo_basis *basis, const struct bo_dated *dated)
{
    int64_t day = dated->checked;
    if (day == BO_DATE_NONE) {
        return;
    }
    basis->first_checked =
        basis->first_checked == BO_DATE_NONE || day < basis->first_checked ? day : basis->first_checked;
    basis->last_checked = basis->last_checked == BO_DATE_NONE || day > basis->last_checked ? day : basis->last_checked;
}

static bool holds(const struct bo_dated *dated, int64_t date)
{
    return dated->from <= date && (dated->until == BO_DATE_NONE || dated->until >= date);
}

struct bo_basis bo_basis_of(const struct bo_set *set, int64_t date)
{
    struct bo_basis basis = {set, date, BO_DATE_NONE, BO_DATE_NONE};
    for (size_t i = 0; i < set->params.n; i++) { /* in order of from: the last that has begun */
        const struct bo_param *param = set->params.at[i];
        for (size_t k = param->values.n; k > 0; k--) {
            if (param->values.at[k - 1].dated.from <= date) {
                if (holds(&param->values.at[k - 1].dated, date)) {
                    count(&basis, &param->values.at[k - 1].dated);
                }
                break;
            }
        }
    }
    for (size_t i = 0; i < set->scales.n; i++) {
        const struct bo_scale *scale = set->scales.at[i];
        for (size_t k = scale->versions.n; k > 0; k--) {
            if (scale->versions.at[k - 1].dated.from <= date) {
                if (holds(&scale->versions.at[k - 1].dated, date)) {
                    count(&basis, &scale->versions.at[k - 1].dated);
                }
                break;
            }
        }
    }
    for (size_t i = 0; i < set->tables.n; i++) { /* an earlier block may still hold some rows */
        for (size_t k = 0; k < set->tables.at[i]->blocks.n; k++) {
            const struct bo_dated *dated = &set->tables.at[i]->blocks.at[k].dated;
            if (holds(dated, date)) {
                count(&basis, dated);
            }
        }
    }
    return basis;
}

const char *bo_basis_name(struct bo_arena *arena, const struct bo_set *set)
{
    return bo_printf(arena, "%s %s", set->id, set->version);
}

static void add(struct bo_arena *arena, bo_basis_lines *lines, bool faint, const char *text)
{
    struct bo_basis_line line = {text, faint};
    BO_PUSH(arena, lines, line);
}

bo_basis_lines bo_basis_told(struct bo_arena *arena, const struct bo_basis *basis, const char *lang)
{
    const struct bo_set *set = basis->set;
    const char *title = bo_text_in(set, &set->title, lang), *name = bo_basis_name(arena, set);
    const char *first =
        basis->first_checked != BO_DATE_NONE ? bo_written_date(arena, basis->first_checked, lang) : NULL;
    bo_basis_lines lines = {0};
    add(arena, &lines, false,
        bo_printf(arena, "%s%s%s%s. %s.", title != NULL ? title : name, title != NULL ? " (" : "",
                  title != NULL ? name : "", title != NULL ? ")" : "",
                  bo_word_with(arena, lang, BO_W_RULES_OF, bo_written_date(arena, basis->date, lang), NULL)));
    if (first != NULL) {
        bool one = basis->first_checked == basis->last_checked;
        add(arena, &lines, false,
            bo_word_with(arena, lang, one ? BO_W_CHECKED_ON : BO_W_CHECKED_BETWEEN, first,
                         one ? NULL : bo_written_date(arena, basis->last_checked, lang)));
    }
    if (set->sha256 != NULL) {
        add(arena, &lines, true, bo_word_with(arena, lang, BO_W_DIGEST, set->sha256, NULL));
    }
    for (size_t i = 0; i < set->overlays.n; i++) {
        add(arena, &lines, false, bo_word_with(arena, lang, BO_W_OVERLAY, set->overlays.at[i].path, NULL));
        add(arena, &lines, true, bo_word_with(arena, lang, BO_W_DIGEST, set->overlays.at[i].sha256, NULL));
    }
    return lines;
}

void bo_basis_print(struct bo_page *page, const struct bo_basis *basis, const char *lang)
{
    const bo_basis_lines lines = bo_basis_told(page->arena, basis, lang);
    bo_page_heading(page, bo_word(lang, BO_W_RESTS_ON));
    for (size_t i = 0; i < lines.n; i++) {
        bo_page_text(page, 2, NULL, 0, lines.at[i].faint ? BO_FAINT : BO_PLAIN, lines.at[i].text);
    }
}

void bo_basis_write(struct bo_html *html, const struct bo_basis *basis, const char *lang, const char *version)
{
    const bo_basis_lines lines = bo_basis_told(html->arena, basis, lang);
    bo_html_fill(html, "<h2>{}</h2>\n", bo_word(lang, BO_W_RESTS_ON));
    for (size_t i = 0; i < lines.n; i++) {
        bo_html_fill(html, lines.at[i].faint ? "<p class=\"digest\">{}</p>\n" : "<p>{}</p>\n", lines.at[i].text);
    }
    bo_html_fill(html, "<p>{}.</p>\n", bo_word_with(html->arena, lang, BO_W_MADE_BY, version, NULL));
}
