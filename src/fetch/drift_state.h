/* Purpose  what the last complete look at the published sources of a set found, for whoever calculates with the set.
 * Layer    fetch. Whoever reads the file needs nothing of this layer: its form is said here and is no secret.
 * Place    $XDG_STATE_HOME/betteroff/drift/SET-VERSION (without that variable: root /var/lib/betteroff/drift/…, else
 *          ~/.local/state/betteroff/drift/…), "toy-1.0" for instance.
 * Form     UTF-8 lines that end in \n; a line that begins with # is a comment. One line for each figure that a person
 *          has to look at, six fields with one tab between them, no tab inside a field:
 *              PARAM  FINDING  FIGURE  FROM  DAY  PUBLICATION
 *          PARAM        the figure's name as bo_bound_name gives it (rules/publication.h): "least_wage",
 *                       "tax_bands band 1 rate", "lha_rate ashford one"; of a whole table "lha_rate one". Its first
 *                       word is the id of the param, scale or table
 *          FINDING      drift, sources-disagree, stale-text, provisional, structure-changed, implausible, overdue
 *          FIGURE       what is published, in the set's own terms ("1071.09", "0.55"); "-": none is known
 *          FROM         its first day, "2026-04-06"; "-": not known
 *          DAY          the day on which it was looked at
 *          PUBLICATION  the id of the one that says so (of the law's when both do); "-": none
 *          No line: the set was looked at, and nothing was found. No file: nobody looked.
 * Owns     the file is replaced in one step; a run that is not complete (--only, --offline) leaves it as it is. What
 * was found before of a figure whose sources could not be read this time stays. */
#ifndef BO_FETCH_DRIFT_STATE_H
#define BO_FETCH_DRIFT_STATE_H

#include "fetch/finding.h"

/* The folder for what outlives a run and is no data of the user's; NULL: there is no home. */
const char *bo_state_folder(struct bo_arena *arena);
enum bo_status bo_drift_state_write(struct bo_arena *arena, const char *set, const char *version, int64_t day,
                                    const bo_findings *findings, struct bo_diags *diags);

#endif
