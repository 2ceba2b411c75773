#include "engine/program.h"

uint32_t bo_why_nothing(const struct bo_gap_days *gaps, size_t n, uint32_t otherwise, int64_t day)
{
    for (size_t i = 0; i < n; i++) {
        if (gaps[i].from <= day && day <= gaps[i].until) {
            return gaps[i].reason;
        }
    }
    return otherwise;
}

bool bo_series_on(const struct bo_series *series, int64_t day, bo_wide *value, uint32_t *reason, size_t *which)
{
    size_t begun = 0, end = series->n; /* the values before `begun` have begun, those from `end` on have not */
    while (begun < end) {
        size_t middle = begun + (end - begun) / 2;
        if (series->from[middle] <= day) {
            begun = middle + 1;
        } else {
            end = middle;
        }
    }
    if (begun == 0 || day > series->until[begun - 1]) {
        *reason = bo_why_nothing(series->gaps, series->n_gaps, series->reason, day);
        return false;
    }
    *value = series->value[begun - 1];
    if (which != NULL) {
        *which = begun - 1;
    }
    return true;
}
