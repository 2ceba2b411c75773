# A graded return: 4 hours from June, 8 from 15 July, 16 from September, at 14.00, paid at the end of the month.
# A month: 242.67, 485.33, 970.67. July has 23 working days, 10 with 4 hours and 13 with 8: (40 + 104) / 23 hours, 379.83. 31 October is a Saturday: 30 October.
# 854.70 - 55% of (970.67 - 710.00) = 711.33; before that pay is under the work allowance and nothing is taken off.
months 6
{
  "rules": "uk",
  "date": "2026-06-01",
  "people": {"you": {"age": 34, "health": "lcwra", "lcwra_from": "2024-02-01"}},
  "benunits": {"u": {"members": ["you"], "uc_claimed_from": "2024-02-01", "money_in_hand": "100.00"}},
  "household": {"nation": "england", "tenure": "none"},
  "after": [{"id": "graded", "people": {"you": {"jobs": [{"hours_per_week": "4", "hourly_wage": "14.00", "paid": "month", "pension": "none", "starts": "2026-06-01", "first_pay_day": "2026-06-30", "plan": [{"from": "2026-07-15", "hours_per_week": "8"}, {"from": "2026-09-01", "hours_per_week": "16"}]}]}}}]
}
scenario graded
2026-06-01 job_starts 0.00
2026-06-05 universal_credit 854.70
2026-06-05 last_full_award 0.00
2026-06-30 pay 242.67
2026-06-30 first_pay_day 0.00
2026-07-07 universal_credit 854.70
2026-07-15 hours_change 0.00
2026-07-31 pay 379.83
2026-08-07 universal_credit 854.70
2026-08-28 pay 485.33
2026-09-01 hours_change 0.00
2026-09-07 universal_credit 854.70
2026-09-30 pay 970.67
2026-10-07 universal_credit 711.33
2026-10-07 first_reduced_award 0.00
2026-10-30 pay 970.67
2026-11-06 universal_credit 711.33
2026-11-30 pay 970.67
lowest 2026-06-01 100.00
month 2026-06 1097.37 0.00 1097.37
month 2026-07 1234.53 0.00 1234.53
month 2026-08 1340.03 0.00 1340.03
month 2026-09 1825.37 0.00 1825.37
month 2026-10 1682.00 0.00 1682.00
month 2026-11 1682.00 0.00 1682.00
end 8961.30
