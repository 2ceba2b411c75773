/* Purpose  where the figures of a rule set are published, and which words there say each: what `fetch check-sources`
 *          compares. doc/rule-language.md says what each element means. Structures only.
 * Layer    rules.
 * Owns     everything lives in the set's arena; never changed after loading and checking.
 * Threads  read-only afterwards, so any number. */
#ifndef BO_RULES_PUBLICATION_H
#define BO_RULES_PUBLICATION_H

#include "rules/model.h"

enum bo_publication_form {
    BO_PUBLISHED_CLML,        /* Crown Legislation Markup Language */
    BO_PUBLISHED_CONTENT_API, /* JSON around pages of HTML, with dates and whether it was withdrawn */
    BO_PUBLISHED_HTML,
    BO_PUBLISHED_JSON,
    BO_PUBLISHED_CSV,
    BO_PUBLISHED_LEGAL_XHTML /* one document of law as XHTML with metadata in a dl */
};
enum bo_publication_rank { BO_RANK_LAW, BO_RANK_ADMINISTRATION };

struct bo_guard {      /* what must be there, or the page is not what the bindings were written for */
    const char *at;    /* an id, a pointer, a heading: as in a binding; NULL: anywhere */
    const char *words; /* the text that must stand there, after normalising */
    struct bo_place place;
};

enum bo_figure_form { BO_FIGURE_MONEY, BO_FIGURE_PERCENT, BO_FIGURE_NUMBER, BO_FIGURE_DATE };

/* What a binding is bound to: one figure of the set, or (table, no row_key) every row of a table. */
struct bo_bound {
    const char *param_id, *scale_id, *table_id; /* as written; one of them */
    const struct bo_param *param;               /* or */
    const struct bo_scale *scale; /* with the band, from 0, and whether its limit or its rate */
    unsigned band;                /* counted from 0 here, from 1 in the file */
    bool rate;
    const struct bo_table *table; /* with a row's keys, blank-separated, and a column; keys NULL: all rows */
    const char *keys, *column;
    const char *name_column; /* table as a whole: the column that holds the names used by the publication */
};

struct bo_binding {
    struct bo_bound to;
    /* Where: in words, never by position. All are compared after normalising (sources/words.h). */
    const char *at;    /* the provision's id, the JSON pointer, the heading above the table; NULL: the whole document */
    const char *group; /* the head of the rows that it stands among; NULL: none */
    const char *row;   /* the row's label … */
    const char *head;  /* … and the column's; may hold {year}, {next}, {yy}, {nn}: of the period that is asked for */
    const char *sentence; /* or: words with one {} for the figure */
    enum bo_figure_form form;
    const char *language; /* how figures are written: "en" 1,234.50; "nb" 1 234,50 */
    const char *per;   /* words for unit and period that must stand in the head, the row or the sentence; NULL: none */
    const char *times; /* "1/12": the set's figure is the published one times this, exactly; NULL: the same */
    const char *date_at;    /* where the first day stands (JSON pointer, words); NULL: as the document says */
    const char *min, *max;  /* plausible figures, as written; NULL: no limit */
    unsigned most_change;   /* percent from the value before; 0: 15 */
    bool repealed_retained; /* the words are repealed but saved, and that is known */
    int64_t seen;      /* the day on which a person read these words; BO_DATE_NONE: bound without having seen them */
    const char *shape; /* fingerprint of the table's labels when a person last looked; NULL: none was kept */
    const char *note;
    struct bo_place place;
};

struct bo_publication {
    const char *id, *title, *source_id, *at, *publisher;
    const struct bo_source *source; /* the law whose figures it shows; NULL: none */
    enum bo_publication_form form;
    enum bo_publication_rank rank;
    const char *href;    /* https; may hold {year}, {next}, {yy}, {nn} */
    const char *effects; /* the feed of changes to it that are not yet in its text; NULL: none */
    const char *licence;
    int64_t seen; /* the day on which a person read it; BO_DATE_NONE: bound without having seen it */
    BO_VEC(struct bo_guard) guards;
    BO_VEC(struct bo_binding) bindings;
    const struct bo_law *law; /* the <publications>: its id, file and calendar, by which {year} in href goes on */
    struct bo_place place;
};

/* A figure of which no law says a number, declared so that it is not taken for forgotten. */
struct bo_unbound {
    struct bo_bound to;
    const char *publisher; /* who publishes it; NULL: nobody, it is worked out from others */
    bo_texts reason;
    struct bo_place place;
};

typedef struct bo_publications { /* a vector (BO_VEC) of publications, and what is declared beside them */
    struct bo_publication **at;
    size_t n, cap;
    BO_VEC(struct bo_unbound) unbound;
} bo_publications;

/* Reads and checks the publications of a set that is loaded and checked; calculations do without them.
 * Errors BO_BAD_RULES with messages (file, line, column, code); BO_IO when a file cannot be read. */
enum bo_status bo_publications_load(struct bo_set *set, bo_publications *publications, struct bo_diags *diags);
/* The same from memory, for tests and fuzzing: one file, of a set that may name none. */
enum bo_status bo_publications_load_text(struct bo_set *set, const char *name, const char *text, size_t n,
                                         bo_publications *publications, struct bo_diags *diags);

/* What the set itself says on a day of what a binding is bound to: the figure as written, and with which first day.
 * NULL: nothing holds then, or the binding is of a whole table (then name each of its rows). */
const char *bo_bound_figure(const struct bo_bound *to, int64_t day, const struct bo_dated **dated);
/* Whether a binding is of that figure; one of a table as a whole is of each of its rows. */
bool bo_bound_is_of(const struct bo_bound *bound, const struct bo_bound *figure);
/* "min_wage", "bands_of_tax band 1 rate", "rents ashford one". */
const char *bo_bound_name(struct bo_arena *arena, const struct bo_bound *to);
/* The same of one row of a table, by its keys (blank-separated) and column. */
const char *bo_row_figure(const struct bo_table *table, const char *keys, const char *column, int64_t day,
                          const struct bo_dated **dated);

#endif
