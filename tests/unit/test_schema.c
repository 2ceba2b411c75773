/* The JSON Schema of a set's cases: what is in it. Whether cases pass it, tests/cases/schema.sh asks a validator. */
#include "calculated.h"

#include <jansson.h>

static json_t *schema_of(struct calculated *c, const char *lang)
{
    json_error_t error;
    json_t *schema = json_loads(bo_case_schema(&c->arena, c->set, lang), JSON_REJECT_DUPLICATES, &error);
    cr_assert_not_null(schema, "%s", error.text);
    return schema;
}

/* What stands at a JSON pointer, as compact text with its keys in order; "nothing" when there is none. */
static const char *at(struct calculated *c, const json_t *schema, const char *pointer)
{
    char *copy = bo_strdup(&c->arena, pointer), *rest = copy;
    for (char *step; (step = strsep(&rest, "/")) != NULL;) {
        if (*step == '\0') {
            continue;
        }
        schema = json_is_array(schema) ? json_array_get(schema, (size_t)strtoul(step, NULL, 10))
                                       : json_object_get(schema, step);
    }
    char *dump = schema != NULL ? json_dumps(schema, JSON_COMPACT | JSON_SORT_KEYS | JSON_ENCODE_ANY) : NULL;
    const char *text = bo_strdup(&c->arena, dump != NULL ? dump : "nothing");
    free(dump);
    return text;
}

struct row {
    const char *pointer, *text;
};

static void compare(struct calculated *c, const char *lang, const struct row *rows, size_t n)
{
    json_t *schema = schema_of(c, lang);
    for (size_t i = 0; i < n; i++) {
        const char *text = at(c, schema, rows[i].pointer);
        cr_expect_str_eq(text, rows[i].text, "%s is\n%s\nnot\n%s", rows[i].pointer, text, rows[i].text);
    }
    json_decref(schema);
}

Test(schema, toy)
{
#define CITIZEN "/properties/citizens/additionalProperties"
#define GIG     CITIZEN "/properties/gigs/items"
#define DAY     "\"pattern\":\"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$\","
    static const struct row rows[] = {
        {"/$schema", "\"https://json-schema.org/draft/2020-12/schema\""},
        {"/title", "\"Green Island\""},
        {"/type", "\"object\""},
        {"/additionalProperties", "false"},
        {"/required", "[\"citizens\"]"},
        {"/properties/date",
         "{\"description\":\"2030-01-01 / 2032-12-31\",\"format\":\"date\"," DAY "\"type\":\"string\"}"},
        {"/properties/about", "{\"type\":\"string\"}"},
        {"/properties/before", "{\"$ref\":\"#/$defs/before\"}"},
        {"/properties/after", "{\"items\":{\"$ref\":\"#/$defs/after\"},\"maxItems\":63,\"type\":\"array\"}"},
        {"/properties/given", "{\"$ref\":\"#/$defs/given\"}"},
        {"/properties/citizens/type", "\"object\""},
        {"/properties/citizens/maxProperties", "40"}, /* 4 hearths of 10 */
        {"/properties/citizens/title", "\"citizen\""},
        {CITIZEN "/required", "[\"birth_date\"]"},
        {CITIZEN "/additionalProperties", "false"},
        {CITIZEN "/properties/birth_date",
         "{\"description\":\"When were you born?\",\"format\":\"date\"," DAY "\"title\":\"Date of "
         "birth\",\"type\":\"string\"}"},
        {CITIZEN "/properties/motto/type", "\"string\""},
        {CITIZEN "/properties/boat/properties/moored", "{\"default\":true,\"type\":\"boolean\"}"},
        {CITIZEN "/properties/boat/properties/length",
         "{\"maximum\":40,\"minimum\":1,\"pattern\":\"^[0-9]+$\",\"type\":[\"string\",\"integer\"]}"},
        {CITIZEN "/properties/gigs/maxItems", "4"},
        {GIG "/required", "nothing"},
        {GIG "/properties/hours",
         "{\"$comment\":\"in hours/week\",\"description\":\"How many hours a week? On average, breaks left "
         "out.\",\"maximum\":100,\"minimum\":0,\"pattern\":\"^([0-9]+(\\\\.[0-9]{1,1})?|\\\\.[0-9]{1,1})$\","
         "\"title\":\"Hours a "
         "week\",\"type\":[\"string\",\"integer\"]}"},
        {GIG "/properties/weekly_hours", "nothing"}, /* the case's key is another */
        {GIG "/properties/wage/minimum", "1"},       /* of whole numbers, from 0.01 */
        {GIG "/properties/trade/enum", "[\"land\",\"fishing\",\"piracy\"]"},
        {GIG "/properties/trade/oneOf/1", "{\"const\":\"fishing\",\"title\":\"fishing\"}"},
        {GIG "/properties/trade/default", "\"land\""},
        {"/properties/isle/properties/district/enum", "[\"cape\",\"lagoon\"]"},
        {"/properties/hearths/additionalProperties/required", "[\"round_the_fire\"]"},
        {"/properties/hearths/additionalProperties/properties/round_the_fire",
         "{\"items\":{\"type\":\"string\"},\"minItems\":1,\"type\":\"array\",\"uniqueItems\":true}"},
        {"/properties/hearths/additionalProperties/properties/rent/properties/per/enum", "[\"fortnight\",\"month\"]"},
        {"/properties/hearths/additionalProperties/properties/rent/default",
         "{\"amount\":\"0\",\"per\":\"fortnight\"}"},
        {"/properties/hearths/additionalProperties/properties/rent/required", "[\"amount\",\"per\"]"},
        {"/properties/awards/additionalProperties/properties/per/enum",
         "[\"day\",\"working_day\",\"week\",\"fortnight\",\"4-weeks\",\"month\",\"year\"]"},
        {"/$defs/before/required", "nothing"},
        {"/$defs/before/properties/id", "nothing"},
        {"/$defs/before/properties/date", "nothing"},
        {"/$defs/after/required", "[\"id\"]"},
        {"/$defs/after/properties/id",
         "{\"not\":{\"const\":\"before\"},\"pattern\":\"^[^/,\\\\u0000-\\\\u001f\\\\u007f]+$\",\"type\":\"string\"}"},
        {"/$defs/after/properties/about", "{\"anyOf\":[{\"type\":\"string\"},{\"type\":\"null\"}]}"},
        /* null removes, but not inside a list, which is replaced whole */
        {"/$defs/after/properties/citizens/anyOf/0/additionalProperties/anyOf/1", "{\"type\":\"null\"}"},
        {"/$defs/after/properties/citizens/anyOf/0/additionalProperties/anyOf/0/required", "nothing"},
        {"/$defs/after/properties/citizens/anyOf/0/additionalProperties/anyOf/0/properties/gigs/anyOf/0/items/"
         "properties/"
         "trade/type",
         "\"string\""},
    };
    struct calculated *c = open_rules(NULL, "fixtures/toy/1.0");
    compare(c, "en", rows, sizeof rows / sizeof *rows);
    end_calculated(c);
}

/* In the language asked for; where a text is not held in it, in the set's own. */
Test(schema, languages)
{
    static const struct row eo[] = {{"/title", "\"Verda Insulo\""},
                                    {CITIZEN "/properties/motto/title", "\"Devizo\""},
                                    {CITIZEN "/properties/birth_date/description", "\"Kiam vi naskiĝis?\""},
                                    {GIG "/properties/trade/oneOf/2/title", "\"piratado\""}};
    static const struct row en[] = {{CITIZEN "/properties/motto/title", "\"Devizo\""}, {"/title", "\"Green Island\""}};
    struct calculated *c = open_rules(NULL, "fixtures/toy/1.0");
    compare(c, "eo", eo, sizeof eo / sizeof *eo);
    compare(c, NULL, eo, sizeof eo / sizeof *eo);
    compare(c, "en", en, sizeof en / sizeof *en);
    end_calculated(c);
}

/* Every rule can be given, and nothing else. */
Test(schema, given)
{
    struct calculated *c = open_rules(NULL, "tests/rules/tiny");
    json_t *schema = schema_of(c, NULL);
    const json_t *names = json_object_get(
        json_object_get(json_object_get(json_object_get(schema, "$defs"), "given"), "propertyNames"), "enum");
    cr_assert_eq(json_array_size(names), c->set->rules.n);
    for (size_t i = 0; i < c->set->rules.n; i++) {
        cr_expect_str_eq(json_string_value(json_array_get(names, i)), c->set->rules.at[i]->named.id);
    }
    json_decref(schema);
    end_calculated(c);
}

/* Bounds of whole numbers, which alone they bind: the least and greatest of those within. */
Test(schema, bounds)
{
#define INPUT(id, min, max) \
    "<input id='" id "' entity='person' type='number' unit='1' scale='2' min='" min "' max='" max "'/>"
#define BOUND_SET(inputs) \
    "<ruleset xmlns='urn:x-betteroff:rules:1' id='bounds' version='1' complete-from='2020-01-01' " \
    "complete-until='2022-12-31' currency='CRD' lang='en'><title lang='en'>Bounds</title><unit id='CRD'/>" \
    "<entity id='person' kind='map' key='people' max='2'/>" inputs "</ruleset>"
#define FIELD(name, key) "/properties/people/additionalProperties/properties/" name "/" key
    static const struct row rows[] = {{FIELD("a", "minimum"), "1"},
                                      {FIELD("a", "maximum"), "2"},
                                      {FIELD("b", "minimum"), "-2"},
                                      {FIELD("b", "maximum"), "-2"},
                                      {FIELD("c", "minimum"), "-3"},
                                      {FIELD("c", "maximum"), "3"},
                                      {FIELD("d", "maximum"), "123456789012"},
                                      {FIELD("e", "minimum"), "2"},
                                      {FIELD("f", "maximum"), "-2"},
                                      {FIELD("f", "minimum"), "-3"}};
    struct calculated *c =
        open_rules(BOUND_SET(INPUT("a", "0.01", "2.99") INPUT("b", "-2.50", "-1.50") INPUT("c", "-3", "3.00")
                                 INPUT("d", "0", "123456789012.34") INPUT("e", "2.00", "5") INPUT("f", "-3.0", "-2.0")),
                   NULL);
    compare(c, NULL, rows, sizeof rows / sizeof *rows);
    end_calculated(c);
}
