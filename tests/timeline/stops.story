# The job of job_ends, and what if it stops after seven weeks: its last day is 1 June + 49 days - 1, Sunday 19 July. Pay days 5 June to 17 July, 643.76 each (800.00 - 111.60 - 44.64).
# June: four pay days, nothing of 854.70 is left (55% of 2,575.04 - 710.00 is 1,025.77): the award ended on 1 June, so that a claim until 1 December is on the old terms.
# July: three pay days, 1,931.28: 854.70 - 55% of 1,221.28 = 183.00; from August on all of it, at the higher rate and without a wait.
months 4
options --if stops:weeks=7
leave pay
{
  "rules": "uk",
  "date": "2026-06-01",
  "people": {"you": {"age": 34, "health": "lcwra", "lcwra_from": "2024-02-01"}},
  "benunits": {"u": {"members": ["you"], "uc_claimed_from": "2024-02-01", "money_in_hand": "100.00"}},
  "household": {"nation": "england", "tenure": "none"},
  "after": [{"id": "job", "people": {"you": {"jobs": [{"hours_per_week": "40", "hourly_wage": "20.00", "paid": "week", "pension": "none", "starts": "2026-06-01", "first_pay_day": "2026-06-05"}]}}}]
}
scenario job/stops
2026-06-01 job_starts 0.00
2026-06-05 universal_credit 854.70
2026-06-05 first_pay_day 0.00
2026-06-05 last_full_award 0.00
2026-07-07 no_universal_credit 0.00
2026-07-17 last_pay_day 0.00
2026-07-19 job_ends 0.00
2026-07-19 claim_again 0.00
2026-07-19 lcwra_stays 0.00
2026-08-07 universal_credit 183.00
2026-08-07 universal_credit_back 0.00
2026-09-07 universal_credit 854.70
2026-09-07 full_award_back 0.00
lowest 2026-06-01 100.00
month 2026-06 3429.74 0.00 3429.74
month 2026-07 1931.28 0.00 1931.28
month 2026-08 183.00 0.00 183.00
month 2026-09 854.70 0.00 854.70
end 6498.72
