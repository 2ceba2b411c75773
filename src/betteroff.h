/* Purpose  the library: a case and a rule set in, what work would change in the money of a household out.
 * Shapes   text in, text out. A question is a function with options; its answer is a reply: a status, a text (a sheet,
 *          JSON …) and messages. The texts are UTF-8 and stable for programs where their format is "json" or "csv".
 * Units    amounts are decimal text, exact to the last digit; no function takes or gives a binary fraction.
 * Errors   never by NULL, errno or output of the library's own: the status says what, the messages say where and why, a
 *          line each: "file:line:column: error: text [code]" or "file: /json/pointer: error: text [code]". The text is
 *          empty when the status is 2 or more. Running out of memory ends the process with status 7.
 * Owns     what a function hands out is the caller's: a reply until bo_reply_free, rules until bo_rules_close. The
 *          library keeps nothing of what it was given, and hands out no text that outlives its reply.
 * Threads  any number; a reply belongs to one at a time, opened rules may be asked by many at once.
 *
 *     struct bo_options options = {.size = sizeof options, .format = "json"};
 *     struct bo_reply *file = bo_read("case.json"), *opened, *answer;
 *     struct bo_case_text kase = {"case.json", bo_reply_text(file, NULL), strlen(bo_reply_text(file, NULL))};
 *     struct bo_rules *rules;
 *     opened = bo_rules_open(&options, &kase, &rules);
 *     if (rules != NULL) {
 *         answer = bo_calculate(rules, &options, &kase);
 *         puts(bo_reply_text(answer, NULL));
 *         …
 */
#ifndef BETTEROFF_H
#define BETTEROFF_H

#include <stdbool.h>
#include <stddef.h>

#define BO_API     __attribute__((visibility("default")))
#define BO_VERSION "0.1.0" /* of this header; bo_version() is that of the library */

#ifdef __cplusplus
extern "C" {
#endif

/* What became of a question; the program ends with the same number. */
enum bo_outcome {
    BO_DONE = 0,
    BO_ANSWER_NO = 1,   /* a check or test found something: the text says what */
    BO_WRONG_USAGE = 2, /* an option or name that does not exist or does not fit */
    BO_WRONG_RULES = 3, /* a rule file that is needed is wrong or not there */
    BO_WRONG_CASE = 4,  /* the case is wrong, or its date is outside what the rules know */
    BO_WRONG_FILE = 5,  /* a file could not be read */
    BO_BROKEN = 7,      /* internal error or limit */
    /* Of the fetcher alone, which never gives BO_WRONG_FILE */
    BO_NO_NETWORK = 20,
    BO_SERVER_REFUSED = 21, /* or sent what nobody asked for */
    BO_TLS_FAILED = 22,
    BO_NOT_SIGNED = 30,    /* by a key that is trusted; or no key is */
    BO_OTHER_CONTENT = 31, /* another digest or size than was signed */
    BO_TOO_OLD = 32,       /* what is offered or installed has expired */
    BO_GOES_BACK = 33,     /* to an older release, or one of the same number */
    BO_NOT_VALID = 34,     /* signed, but its rules or index do not pass */
    BO_WRONG_CLOCK = 35,
    BO_NO_DISK = 40, /* no space, no permission, no such file */
    BO_BUSY = 75     /* another fetch is at work */
};

struct bo_case_text;
/* What every question may be asked with. All fields but size may be left 0; those that a question does not know of, it
 * leaves alone. A later library has more fields, at the end, and knows by the size which ones its caller has. */
struct bo_options {
    size_t size; /* sizeof(struct bo_options) */
    /* Which rules */
    const char *rules;           /* "NAME", "NAME@VERSION" or a directory; NULL: those that the case names */
    const char *rules_dir;       /* where rule sets are looked for first */
    const char *const *overlays; /* files of a reform, applied in order */
    size_t n_overlays;
    bool made_only; /* leave out values that are announced or expected, but not yet law */
    /* What is asked */
    const char *on;       /* the day whose law applies, "2026-04-06"; NULL: the case's date */
    const char *show;     /* further values of a calculation: "a,b,people/NAME/c" or "all" */
    const char *per;      /* a period of the sheet, "week"; NULL: its own */
    const char *scenario; /* to explain; NULL: the first after-scenario, else "before" */
    bool coverage;        /* a check also says how well a set is covered by sources and examples */
    /* How it is answered */
    const char *format; /* "text" (NULL: the same), "json", "csv", "svg", "html" */
    const char *lang;   /* "en"; NULL: the rule set's own */
    bool colour;        /* the text may hold a terminal's escape codes for colour */
    unsigned width;     /* columns for the text; 0: 100 */
    unsigned months;    /* of a timeline; 0: as many as the rule set says */
    /* What is asked of a grid or for a target */
    const char *hours;     /* "0:40:1" (from, to, step) or "16"; NULL: as the rule set says */
    const char *wage;      /* the same; NULL: the job's own, else the least there is */
    const char *cliff_min; /* the least fall that is a cliff, "1.00" (NULL: the same) */
    const char *target;    /* "left_over+200": more than before; "-": less than before; "=": just that */
    const char *vary;      /* what moves until it is reached: "hours" (NULL: the same), "wage", "pay" */
    /* Further scenarios that the rule set declares (bo_show_inputs lists them): "NAME" or "NAME:ARGUMENT=VALUE,…" */
    const char *const *kinds; /* scenarios of a kind, beside those of the case */
    size_t n_kinds;
    const char *const *what_ifs; /* each varies each scenario after: "stops:weeks=7" */
    size_t n_what_ifs;
    /* A calculation against an earlier one */
    const struct bo_case_text *since; /* a result of "json": what has changed since, and why */
    const char *since_rules;          /* the rules of that result, where they are not installed; as `rules` */
};

struct bo_case_text {
    const char *name; /* for messages: the file, "-" for standard input */
    const char *text;
    size_t n; /* bytes */
};

/* The library's version, "0.1.0". */
BO_API const char *bo_version(void);

/* Replies */
struct bo_reply;
BO_API enum bo_outcome bo_reply_status(const struct bo_reply *reply);
/* Never NULL; n (may be NULL) is its length in bytes. It ends in a line end, unless it is empty. */
BO_API const char *bo_reply_text(const struct bo_reply *reply, size_t *n);
/* Never NULL; each line ends in a line end. There may be warnings and notes beside an answer. */
BO_API const char *bo_reply_messages(const struct bo_reply *reply);
BO_API void bo_reply_free(struct bo_reply *reply); /* NULL is fine */

/* A file's content as the reply's text, "-" for standard input; at most 4 MiB. */
BO_API struct bo_reply *bo_read(const char *path);
/* A reply with one message, for what the caller itself has to say. */
BO_API struct bo_reply *bo_refuse(enum bo_outcome status, const char *code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* The candidate that a mistyped name may have meant; NULL when none is near. It is one of the candidates. */
BO_API const char *bo_nearest_name(const char *name, const char *const *candidates, size_t n);

/* Rules: a set loaded, checked and compiled, with its overlays. Options: rules, rules_dir, overlays, made_only. The
 * case says which set when the options do not; it may be NULL when they do. *rules is NULL unless the status is
 * BO_DONE. */
struct bo_rules;
BO_API struct bo_reply *bo_rules_open(const struct bo_options *options, const struct bo_case_text *kase,
                                      struct bo_rules **rules);
BO_API void bo_rules_close(struct bo_rules *rules); /* NULL is fine */

/* The better-off calculation: an ordinary month (or the sheet's own period) before, and in each scenario after.
 * Options: on, show, per, lang; format text, json, csv or html: the sheet to take home, where per is the period that
 * stands beside the sheet's own. */
BO_API struct bo_reply *bo_calculate(const struct bo_rules *rules, const struct bo_options *options,
                                     const struct bo_case_text *kase);
/* How a figure came about, down to facts and published values. variable: "NAME", or "people/WHO/NAME" for one person's.
 * Options: on, scenario, lang; format text, json or html. */
BO_API struct bo_reply *bo_explain(const struct bo_rules *rules, const struct bo_options *options,
                                   const struct bo_case_text *kase, const char *variable);

/* Money by date in each scenario, with what happens on the way, the balance after it and its lowest point.
 * Options: on, months, lang; format text, json, html or svg. */
BO_API struct bo_reply *bo_timeline(const struct bo_rules *rules, const struct bo_options *options,
                                    const struct bo_case_text *kase);

/* How long a question takes: done of all are done. */
typedef void (*bo_progress)(void *context, size_t done, size_t all);

/* Hours × wages of a job: what is left over at each point, and every cliff and break-even, found exactly. Options: on,
 * scenario (the first after, else "before"), hours, wage, cliff_min, lang; format text, json, csv, svg or html. The
 * progress may be NULL. */
BO_API struct bo_reply *bo_grid(const struct bo_rules *rules, const struct bo_options *options,
                                const struct bo_case_text *kase, bo_progress progress, void *context);
/* The least hours (wage, pay) at which a figure reaches a target, and the calculation with them. Options: target, vary,
 * hours, wage, scenario, and those of a calculation; format text or json. BO_ANSWER_NO: it cannot be reached. */
BO_API struct bo_reply *bo_reach(const struct bo_rules *rules, const struct bo_options *options,
                                 const struct bo_case_text *kase);

/* The rule sets that are installed. Options: rules_dir; format text or json. */
BO_API struct bo_reply *bo_list_rules(const struct bo_options *options);
/* One named element of a rule set: label, law, every dated value, formula, what it reads and who reads it; id NULL: the
 * names of all. Without options.rules: of the installed set that has it. Options: rules, rules_dir, overlays, lang;
 * format text or json. */
BO_API struct bo_reply *bo_show(const struct bo_options *options, const char *id);
/* The fields of a set's cases; as json, their JSON Schema. Options as for bo_show; options.rules may be left out where
 * only one set is installed. */
BO_API struct bo_reply *bo_show_inputs(const struct bo_options *options);
/* The compiled form of a rule, a line an operation; id NULL: of all. Options as for bo_show_inputs, and made_only. */
BO_API struct bo_reply *bo_disassemble(const struct bo_options *options, const char *id);
/* A law file of a set as a page to read, in Markdown: its law with links, what it asks, values by date, rules in words,
 * examples. law: its id, or its file with or without ".xml". Options as for bo_show_inputs; format text. */
BO_API struct bo_reply *bo_show_page(const struct bo_options *options, const char *law);
/* Whether rule files are right. A path is the folder of a set, a law's file in one (then the set is checked), a set in
 * one file, an overlay, or a folder that holds sets; none: all that are installed. Options: rules, rules_dir, coverage;
 * format text or json. BO_WRONG_RULES when they are not. */
BO_API struct bo_reply *bo_check_rules(const struct bo_options *options, const char *const *paths, size_t n);
/* Runs the examples that rule files hold; of a law's file, only its own. Paths and options as for bo_check_rules;
 * progress (may be NULL) is told how many of how many are done. BO_ANSWER_NO when one failed. */
BO_API struct bo_reply *bo_test_rules(const struct bo_options *options, const char *const *paths, size_t n,
                                      bo_progress progress, void *context);
/* The exact value of a constant expression, or "error: …" and BO_ANSWER_NO. */
BO_API struct bo_reply *bo_evaluate(const char *expression);
/* The same for each line of a text. */
BO_API struct bo_reply *bo_evaluate_lines(const char *text, size_t n);

/* Fetching signed rule sets: nothing else in the library ever needs a network. What is installed is wholly the old
 * release or wholly the new one, whatever happens. A library configured --without-fetch says so with BO_WRONG_USAGE.
 * As json there is a report for every status. */
struct bo_fetch_options {
    size_t size;         /* sizeof(struct bo_fetch_options) */
    const char *channel; /* "https://…" or a folder; NULL: the configuration's */
    const char *const *keys; /* files with public keys, besides those of the configuration */
    size_t n_keys;
    const char *const *allow_hosts; /* "HOST" or "HOST:PORT" that may be on a private network */
    size_t n_allow_hosts;
    const char *ca;    /* certificates in place of the system's */
    const char *proxy; /* NULL: by the environment */
    unsigned timeout;  /* seconds without progress; 0: 30 */
    bool cron;         /* no word when all is well, else one line */
    const char *format; /* "text" (NULL: the same), "json" */
    bo_progress progress; /* told how many bytes of how many are there; may be NULL */
    void *context;
};
BO_API struct bo_reply *bo_fetch_update(const struct bo_fetch_options *options);
/* A release from a bundle or a folder. */
BO_API struct bo_reply *bo_fetch_import(const struct bo_fetch_options *options, const char *bundle);
/* Back to the release before; BO_ANSWER_NO when there is none. */
BO_API struct bo_reply *bo_fetch_rollback(const struct bo_fetch_options *options);
BO_API struct bo_reply *bo_fetch_status(const struct bo_fetch_options *options);

/* Whether what rule sets say still is what is published: each figure that a set binds to words of law or of who applies
 * it. BO_DONE: all is as published; BO_ANSWER_NO: a person has to look at something (drift, sources that disagree, a
 * page that changed, something overdue); BO_NO_NETWORK, BO_SERVER_REFUSED, BO_TLS_FAILED: nothing was found, but not
 * all could be read. Where two witnesses say something new, a proposal is written, never rules that are installed. */
struct bo_sources_options {
    size_t size;       /* sizeof(struct bo_sources_options) */
    const char *rules; /* "NAME", "NAME@VERSION" or a directory; NULL: all that are installed and say where */
    const char *rules_dir;
    const char *on;           /* the day whose law is compared; NULL: today */
    const char *const *only;  /* figures and publications, several with commas between; none: all */
    size_t n_only;
    bool offline;             /* nothing but what is overdue, and documents that are kept */
    const char *channel;      /* a mirror of the documents: a folder or "https://…" with HOST/PATH below it */
    const char *proposals;    /* a folder; NULL: $XDG_STATE_HOME/betteroff/proposals */
    const char *const *allow_hosts;
    size_t n_allow_hosts;
    const char *ca, *proxy;   /* as in struct bo_fetch_options, and so are the others */
    unsigned timeout;
    bool cron;
    const char *format;
    bool colour; /* the text may hold a terminal's escape codes for colour */
    bo_progress progress; /* told how many documents of how many were read; may be NULL */
    void *context;
};
BO_API struct bo_reply *bo_fetch_check_sources(const struct bo_sources_options *options);

/* The publisher's side: the files of a channel, to be signed with minisign. Paths are folders NAME/VERSION of rule
 * sets; each must pass its own examples. */
struct bo_release_options {
    size_t size;        /* sizeof(struct bo_release_options) */
    const char *to;     /* the folder to write */
    const char *name;   /* the channel's; NULL: "stable" */
    const char *serial; /* a number, higher than that of every release before */
    const char *issued, *expires; /* "2026-11-20T06:00:00Z"; NULL: now (or SOURCE_DATE_EPOCH), and 28 days later */
    const char *min_client;       /* the oldest program that can read it; NULL: any */
    const char *format;           /* "text" (NULL: the same), "json" */
};
BO_API struct bo_reply *bo_release_rules(const struct bo_release_options *options, const char *const *paths, size_t n);

#ifdef __cplusplus
}
#endif

#endif
