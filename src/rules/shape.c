#include "rules/shape.h"

#include "base/text.h"
#include <string.h>

enum text_rule { NO_TEXT, TEXT_NEEDED, TEXT_ALLOWED };

/* attributes: "name" may, "name!" must stand. children: "name" exactly once, "?" at most once, "+" at least once, "*" any
 * number; "name:shape" has another shape than its name says. */
struct shape {
    const char *name, *attributes, *children;
    enum text_rule text;
};

#define DATED "from! until in-force known checked status confidence source at note"
#define LAW "source* input* param* table* scale* function* rule* message* not-calculated* example*"

static const struct shape shapes[] = {
    {"ruleset", "id! version! complete-from! complete-until! currency! lang!", "title+ unit* entity* include* sheet? " LAW,
     NO_TEXT},
    {"law", "id!", "title+ " LAW, NO_TEXT},
    {"overlay", "id! for!", "title+ source* param* scale* table* rule* function* message*", NO_TEXT},
    {"title", "lang!", "", TEXT_NEEDED},
    {"label", "lang!", "", TEXT_NEEDED},
    {"text", "lang!", "", TEXT_NEEDED},
    {"question", "lang!", "", TEXT_NEEDED},
    {"help", "lang!", "", TEXT_NEEDED},
    {"assume", "lang!", "", TEXT_NEEDED},
    {"unit", "id! also", "", NO_TEXT},
    {"entity", "id! kind! key! in of members max", "label*", NO_TEXT},
    {"include", "file!", "", NO_TEXT},
    {"source", "id! title! number href", "", NO_TEXT},
    {"cite", "source! at role verified", "", NO_TEXT},
    {"input", "id! entity! type! unit scale min max default key required table pers verified",
     "option* label* text* question* help* assume* cite*", NO_TEXT},
    {"option", "value!", "label*", NO_TEXT},
    {"param", "id! type unit scale by verified", "label* text* cite* value* gap*", NO_TEXT},
    {"value", DATED, "", TEXT_NEEDED},
    {"gap", "from! until!", "text+", NO_TEXT},
    {"table", "id! unit scale by verified", "label* text* cite* key+ column+ rows* gap*", NO_TEXT},
    {"key", "id!", "", NO_TEXT},
    {"column", "id! type", "", NO_TEXT},
    {"rows", DATED, "", TEXT_NEEDED},
    {"scale", "id! unit by verified", "label* text* cite* bands* gap*", NO_TEXT},
    {"bands", DATED, "band+", NO_TEXT},
    {"band", "to rate!", "", NO_TEXT},
    {"function", "id! type unit scale verified", "label* text* argument* cite* let* expr? choose?", NO_TEXT},
    {"argument", "id! type unit", "", NO_TEXT},
    {"rule", "id! entity! type unit scale min max back initial verified", "label* text* cite* let* expr? choose?", NO_TEXT},
    {"let", "id!", "", TEXT_NEEDED},
    {"expr", "", "", TEXT_NEEDED},
    {"choose", "hit!", "when* otherwise?", NO_TEXT},
    {"when", "test! source at", "", TEXT_NEEDED},
    {"otherwise", "source at", "", TEXT_NEEDED},
    {"message", "id! entity! kind! verified", "label* text+ cite* test", NO_TEXT},
    {"test", "", "", TEXT_NEEDED},
    {"not-calculated", "id!", "label* text+ cite*", NO_TEXT},
    {"example", "id! on! source", "set* case expect* period:example-period*", NO_TEXT},
    {"set", "param scale", "band*", TEXT_ALLOWED},
    {"case", "", "", TEXT_NEEDED},
    {"expect", "id! scenario of", "", TEXT_NEEDED},
    {"example-period", "", "expect*", TEXT_ALLOWED},
    {"sheet", "entity!", "group+ balance? measure* period*", NO_TEXT},
    {"group", "id! total", "label* line+", NO_TEXT},
    {"line", "value!", "label* text*", NO_TEXT},
    {"balance", "id! plus! minus!", "label*", NO_TEXT},
    {"measure", "id! over! factor places!", "label*", NO_TEXT},
    {"period", "id! factor!", "label*", NO_TEXT},
};

enum { TOKENS_MAX = 24 };

struct token { /* one word of a list in the table */
    char name[24], shape[24];
    char often; /* 0, '!', '?', '+', '*' */
};

static const struct shape *find_shape(const char *name)
{
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
        if (strcmp(shapes[i].name, name) == 0) {
            return &shapes[i];
        }
    }
    return NULL;
}

static size_t split(const char *list, struct token *tokens)
{
    size_t n = 0;
    for (const char *p = list; *p != '\0' && n < TOKENS_MAX; n++) {
        size_t len = strcspn(p, " "), name = strcspn(p, " :!?+*");
        struct token *token = &tokens[n];
        *token = (struct token){.often = '\0'};
        memcpy(token->name, p, name);
        memcpy(token->shape, p, name);
        if (p[name] == ':') {
            size_t shape = strcspn(p + name + 1, " !?+*");
            memset(token->shape, 0, sizeof token->shape);
            memcpy(token->shape, p + name + 1, shape);
        }
        if (strchr("!?+*", p[len - 1]) != NULL) {
            token->often = p[len - 1];
        }
        p += len;
        p += strspn(p, " ");
    }
    return n;
}

static const struct token *find_token(const struct token *tokens, size_t n, const char *name)
{
    for (size_t i = 0; i < n; i++) {
        if (strcmp(tokens[i].name, name) == 0) {
            return &tokens[i];
        }
    }
    return NULL;
}

static const char *nearest(const struct token *tokens, size_t n, const char *name)
{
    const char *names[TOKENS_MAX] = {NULL};
    for (size_t i = 0; i < n; i++) {
        names[i] = tokens[i].name;
    }
    const char *near = bo_nearest(name, names, n);
    const struct token *token = near != NULL ? find_token(tokens, n, near) : NULL;
    return token != NULL ? token->name : NULL;
}

static void check_attributes(const struct bo_xml *element, const struct shape *shape, bool lenient, struct bo_diags *diags)
{
    struct token tokens[TOKENS_MAX];
    size_t n = split(shape->attributes, tokens);
    for (size_t i = 0; i < element->n_attributes; i++) {
        const struct bo_xml_attribute *attribute = &element->attributes[i];
        if (strcmp(attribute->name, "xmlns") == 0 || find_token(tokens, n, attribute->name) != NULL) {
            continue;
        }
        const char *near = nearest(tokens, n, attribute->name);
        if (near != NULL) {
            bo_diag(diags, BO_ERROR, attribute->place, "unknown-attribute", "<%s> has no attribute '%s'; did you mean '%s'?",
                    element->name, attribute->name, near);
        } else {
            bo_diag(diags, BO_ERROR, attribute->place, "unknown-attribute", "<%s> has no attribute '%s'", element->name,
                    attribute->name);
        }
    }
    for (size_t i = 0; i < n; i++) {
        if (tokens[i].often == '!' && !lenient && bo_xml_attribute(element, tokens[i].name) == NULL) {
            bo_diag(diags, BO_ERROR, element->place, "missing-attribute", "<%s> needs the attribute '%s'", element->name,
                    tokens[i].name);
        }
    }
}

static void unknown_element(const struct bo_xml *element, const struct token *tokens, size_t n, struct bo_diags *diags)
{
    const char *in = element->parent->name, *near = nearest(tokens, n, element->name);
    if (near != NULL) {
        bo_diag(diags, BO_ERROR, element->place, "unknown-element", "<%s> has no place in <%s>; did you mean <%s>?",
                element->name, in, near);
    } else {
        bo_diag(diags, BO_ERROR, element->place, "unknown-element", "<%s> has no place in <%s>", element->name, in);
    }
}

static void check_text(const struct bo_xml *element, const struct shape *shape, struct bo_diags *diags)
{
    if (shape->text == NO_TEXT && element->text.n > 0) {
        bo_diag(diags, BO_ERROR, element->text.at, "stray-text", "<%s> holds no text", element->name);
    } else if (shape->text == TEXT_NEEDED && element->text.n == 0) {
        bo_diag(diags, BO_ERROR, element->place, "empty-element", "<%s> is empty", element->name);
    }
}

struct check {
    bool (*known)(const void *, const char *id);
    const void *set;
    struct bo_diags *diags;
};

static void check_element(const struct check *check, const struct bo_xml *element, const struct shape *shape, bool lenient)
{
    check_attributes(element, shape, lenient, check->diags);
    check_text(element, shape, check->diags);
    struct token tokens[TOKENS_MAX];
    size_t n = split(shape->children, tokens);
    size_t seen[TOKENS_MAX] = {0};
    for (const struct bo_xml *child = element->first; child != NULL; child = child->next) {
        const struct token *token = find_token(tokens, n, child->name);
        if (token == NULL) {
            unknown_element(child, tokens, n, check->diags);
            continue;
        }
        if (++seen[token - tokens] == 2 && (token->often == '?' || token->often == '\0')) {
            bo_diag(check->diags, BO_ERROR, child->place, "repeated-element", "<%s> has one <%s> at most", element->name,
                    child->name);
        }
        const struct bo_formula *id =
            check->known != NULL && element->parent == NULL ? bo_xml_attribute(child, "id") : NULL;
        check_element(check, child, find_shape(token->shape), id != NULL && check->known(check->set, id->text));
    }
    for (size_t i = 0; i < n; i++) {
        if (seen[i] == 0 && !lenient && (tokens[i].often == '+' || tokens[i].often == '\0')) {
            bo_diag(check->diags, BO_ERROR, element->place, "missing-element", "<%s> needs a <%s>", element->name,
                    tokens[i].name);
        }
    }
}

bool bo_shape_check(const struct bo_xml *element, const char *name, bool (*known)(const void *, const char *id),
                    const void *set, struct bo_diags *diags)
{
    struct check check = {.known = known, .set = set, .diags = diags};
    size_t before = diags->errors;
    check_element(&check, element, find_shape(name), false);
    return diags->errors == before;
}
