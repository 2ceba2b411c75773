#include "rules/shape.h"

#include "base/text.h"
#include <string.h>

enum text_rule { NO_TEXT, TEXT_NEEDED, TEXT_ALLOWED };

/* attributes: "name" may, "name!" must stand. children: "name" exactly once, "?" at most once, "+" at least once, "*"
 * any number; "name:shape" has another shape than its name says. */
struct shape {
    const char *name, *attributes, *children;
    enum text_rule text;
};

#define DATED "from! until in-force known checked status confidence source at note"
#define BOUND "param scale band of table keys column names"
#define READ "at group row head sentence as! lang per times date-at min max most-change repealed shape seen note"
#define LAW   "source* input* param* table* scale* function* rule* message* not-calculated* example*"

#define EDITS "fact* leave-out* in* add*"

static const struct shape shapes[] = {
    {"ruleset", "id! version! complete-from! complete-until! currency! lang! changes",
     "title+ unit* entity* include* published* sheet? timeline? scenario* what-if* " LAW, NO_TEXT},
    {"law", "id! changes", "title+ " LAW, NO_TEXT},
    {"overlay", "id! for!", "title+ source* param* scale* table* rule* function* message*", NO_TEXT},
    {"title", "lang!", "", TEXT_NEEDED},
    {"label", "lang!", "", TEXT_NEEDED},
    {"text", "lang!", "", TEXT_NEEDED},
    {"question", "lang!", "", TEXT_NEEDED},
    {"help", "lang!", "", TEXT_NEEDED},
    {"assume", "lang!", "", TEXT_NEEDED},
    {"unit", "id! also form", "label*", NO_TEXT},
    {"entity", "id! kind! key! in of members max", "label*", NO_TEXT},
    {"include", "file!", "", NO_TEXT},
    {"published", "file!", "", NO_TEXT},
    {"source", "id! title! number href", "", NO_TEXT},
    {"cite", "source! at role verified", "", NO_TEXT},
    {"input", "id! entity! type! unit scale min max default key required table pers verified",
     "option* part* label* text* question* help* assume* cite*", NO_TEXT},
    {"part", "id! words digits", "label*", NO_TEXT},
    {"option", "value!", "label*", NO_TEXT},
    {"param", "id! type unit scale by changes verified", "label* text* cite* value* gap*", NO_TEXT},
    {"value", DATED, "", TEXT_NEEDED},
    {"gap", "from! until!", "text+", NO_TEXT},
    {"table", "id! unit scale by changes verified", "label* text* cite* key+ column+ rows* gap*", NO_TEXT},
    {"key", "id! match unit scale", "", NO_TEXT},
    {"column", "id! type unit scale", "", NO_TEXT},
    {"rows", DATED, "", TEXT_NEEDED},
    {"scale", "id! unit by changes verified", "label* text* cite* bands* gap*", NO_TEXT},
    {"bands", DATED, "band+", NO_TEXT},
    {"band", "to rate!", "", NO_TEXT},
    {"function", "id! type unit scale verified", "label* text* argument* cite* let* expr? choose?", NO_TEXT},
    {"argument", "id! type unit", "", NO_TEXT},
    {"rule", "id! entity! type unit scale min max back initial replaces verified",
     "label* text* cite* let* expr? choose?", NO_TEXT},
    {"let", "id!", "", TEXT_NEEDED},
    {"expr", "", "", TEXT_NEEDED},
    {"choose", "hit!", "when* otherwise?", NO_TEXT},
    {"when", "test! source at", "", TEXT_NEEDED},
    {"otherwise", "source at", "", TEXT_NEEDED},
    {"message", "id! entity! kind! field by verified", "label* text+ cite* test", NO_TEXT},
    {"test", "", "", TEXT_NEEDED},
    {"not-calculated", "id!", "label* text+ cite*", NO_TEXT},
    {"example", "id! on! source", "set* case expect* period:example-period* timeline:example-timeline?", NO_TEXT},
    {"set", "param scale", "band*", TEXT_ALLOWED},
    {"case", "", "", TEXT_NEEDED},
    {"expect", "id! scenario of", "", TEXT_NEEDED},
    {"example-period", "", "expect*", TEXT_ALLOWED},
    {"example-timeline", "months! scenario if",
     "all:example-all* entry:example-entry* month:example-month* lowest:example-lowest* end:example-end*", NO_TEXT},
    {"example-all", "id but scenario", "", NO_TEXT},
    {"example-entry", "date! id! scenario of", "", TEXT_ALLOWED},
    {"example-month", "month! scenario income costs left-over", "", NO_TEXT},
    {"example-lowest", "date! scenario", "", TEXT_NEEDED},
    {"example-end", "scenario", "", TEXT_NEEDED},
    {"sheet", "entity!", "group+ balance? measure* period* help:sheet-help? vary?", NO_TEXT},
    {"vary", "hours! wage! pay gross! least-wage who without from! to! step!", "", NO_TEXT},
    {"sheet-help", "", "label* item+", NO_TEXT},
    {"item", "value! worth", "label* text*", NO_TEXT},
    {"group", "id! total", "label* line+", NO_TEXT},
    {"line", "value!", "label* text*", NO_TEXT},
    {"balance", "id! plus! minus!", "label*", NO_TEXT},
    {"measure", "id! over! factor places!", "label*", NO_TEXT},
    {"period", "id! factor!", "label*", NO_TEXT},
    {"timeline", "months! back! balance!", "entry+", NO_TEXT},
    {"entry", "id! when amount total glance", "label* text*", NO_TEXT},
    {"scenario", "id! entity! who by-date", "label+ text* cite* argument:template-argument* " EDITS, NO_TEXT},
    {"what-if", "id! entity! who by-date", "label+ text* cite* argument:template-argument* " EDITS, NO_TEXT},
    {"template-argument", "id! type! unit scale min max default default-of required", "option* label* question*",
     NO_TEXT},
    {"fact", "field! per", "", TEXT_NEEDED},
    {"leave-out", "field!", "", NO_TEXT},
    {"in", "field!", EDITS, NO_TEXT},
    {"add", "field!", EDITS, NO_TEXT},
    {"publications", "id! lang changes", "title* publication+ unbound*", NO_TEXT},
    {"unbound", BOUND " publisher", "text+", NO_TEXT},
    {"publication", "id! title source at form! rank! href! effects licence seen publisher note", "guard* bind+",
     NO_TEXT},
    {"guard", "at words!", "", NO_TEXT},
    {"bind", BOUND " " READ, "", NO_TEXT},
};

/* PARTS_MAX: of one name in one element that is not a file's first, so that searching among them stays quick. */
enum { SHAPES = sizeof shapes / sizeof *shapes, WORDS_MAX = 32, PARTS_MAX = 1000 };

struct word { /* of a list in the table */
    char name[20];
    char often;   /* 0, '!', '?', '+', '*' */
    size_t shape; /* of a child */
};
struct words {
    struct word at[WORDS_MAX];
    size_t n;
    bool split;
};

struct check {
    bool (*known)(const void *, const char *id);
    const void *set;
    struct bo_diags *diags;
    struct words attributes[SHAPES], children[SHAPES]; /* the table's lists, split when first needed */
};

static size_t find_shape(const char *name, size_t n)
{
    size_t i = 0;
    while (i < SHAPES && (shapes[i].name[0] != name[0] || strncmp(shapes[i].name, name, n) != 0 ||
                          shapes[i].name[n] != '\0')) {
        i++;
    }
    return i;
}

static const struct words *split(struct words *words, const char *list)
{
    for (const char *p = list; !words->split && *p != '\0' && words->n < WORDS_MAX; words->n++) {
        size_t len = strcspn(p, " "), name = strcspn(p, " :!?+*");
        const char *shape = p[name] == ':' ? p + name + 1 : p;
        struct word *word = &words->at[words->n];
        memcpy(word->name, p, name);
        word->shape = find_shape(shape, strcspn(shape, " :!?+*"));
        if (strchr("!?+*", p[len - 1]) != NULL) {
            word->often = p[len - 1];
        }
        p += len;
        p += strspn(p, " ");
    }
    words->split = true;
    return words;
}

static const struct word *find_word(const struct words *words, const char *name)
{
    for (size_t i = 0; i < words->n; i++) {
        if (strcmp(words->at[i].name, name) == 0) {
            return &words->at[i];
        }
    }
    return NULL;
}

/* Not looked for when the message is not kept. */
static const char *nearest(const struct check *check, const struct words *words, const char *name)
{
    if (check->diags->list.n >= BO_DIAGS_MAX) {
        return NULL;
    }
    const char *names[WORDS_MAX] = {NULL};
    for (size_t i = 0; i < words->n; i++) {
        names[i] = words->at[i].name;
    }
    return bo_nearest(name, names, words->n);
}

static void check_attributes(struct check *check, const struct bo_xml *element, size_t shape, bool lenient)
{
    const struct words *words = split(&check->attributes[shape], shapes[shape].attributes);
    for (size_t i = 0; i < element->n_attributes; i++) {
        const struct bo_xml_attribute *attribute = &element->attributes[i];
        if (find_word(words, attribute->name) != NULL || strcmp(attribute->name, "xmlns") == 0) {
            continue;
        }
        const char *near = nearest(check, words, attribute->name);
        bo_diag(check->diags, BO_ERROR, attribute->place, "unknown-attribute", "<%s> has no attribute '%s'%s%s%s",
                element->name, attribute->name, near != NULL ? "; did you mean '" : "", near != NULL ? near : "",
                near != NULL ? "'?" : "");
    }
    for (size_t i = 0; i < words->n && !lenient; i++) {
        if (words->at[i].often == '!' && bo_xml_attribute(element, words->at[i].name) == NULL) {
            bo_diag(check->diags, BO_ERROR, element->place, "missing-attribute", "<%s> needs the attribute '%s'",
                    element->name, words->at[i].name);
        }
    }
}

static void unknown_element(struct check *check, const struct bo_xml *element, const struct words *words)
{
    const char *near = nearest(check, words, element->name);
    bo_diag(check->diags, BO_ERROR, element->place, "unknown-element", "<%s> has no place in <%s>%s%s%s", element->name,
            element->parent->name, near != NULL ? "; did you mean <" : "", near != NULL ? near : "",
            near != NULL ? ">?" : "");
}

static void check_text(struct check *check, const struct bo_xml *element, size_t shape)
{
    if (shapes[shape].text == NO_TEXT && element->text.n > 0) {
        bo_diag(check->diags, BO_ERROR, element->text.at, "stray-text", "<%s> holds no text", element->name);
    } else if (shapes[shape].text == TEXT_NEEDED && element->text.n == 0) {
        bo_diag(check->diags, BO_ERROR, element->place, "empty-element", "<%s> is empty", element->name);
    }
}

static void check_element(struct check *check, const struct bo_xml *element, size_t shape, bool lenient)
{
    check_attributes(check, element, shape, lenient);
    check_text(check, element, shape);
    const struct words *words = split(&check->children[shape], shapes[shape].children);
    size_t seen[WORDS_MAX] = {0};
    for (const struct bo_xml *child = element->first; child != NULL; child = child->next) {
        const struct word *word = find_word(words, child->name);
        if (word == NULL) {
            unknown_element(check, child, words);
            continue;
        }
        if (++seen[word - words->at] == 2 && (word->often == '?' || word->often == '\0')) {
            bo_diag(check->diags, BO_ERROR, child->place, "repeated-element", "<%s> has one <%s> at most",
                    element->name, child->name);
        }
        if (seen[word - words->at] == PARTS_MAX + 1 && element->parent != NULL) {
            bo_diag(check->diags, BO_ERROR, child->place, "too-big", "<%s> has too many <%s> (%d at most)",
                    element->name, child->name, PARTS_MAX);
            return;
        }
        const struct bo_formula *id =
            check->known != NULL && element->parent == NULL ? bo_xml_attribute(child, "id") : NULL;
        check_element(check, child, word->shape, id != NULL && check->known(check->set, id->text));
    }
    for (size_t i = 0; i < words->n && !lenient; i++) {
        if (seen[i] == 0 && (words->at[i].often == '+' || words->at[i].often == '\0')) {
            bo_diag(check->diags, BO_ERROR, element->place, "missing-element", "<%s> needs a <%s>", element->name,
                    words->at[i].name);
        }
    }
}

bool bo_shape_check(const struct bo_xml *element, const char *name, bool (*known)(const void *, const char *id),
                    const void *set, struct bo_diags *diags)
{
    size_t before = diags->errors;
    struct bo_arena scratch;
    bo_arena_init(&scratch);
    struct check *check = bo_alloc(&scratch, sizeof *check);
    check->known = known;
    check->set = set;
    check->diags = diags;
    check_element(check, element, find_shape(name, strlen(name)), false);
    bo_arena_fini(&scratch);
    return diags->errors == before;
}
