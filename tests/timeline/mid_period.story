# A job that starts in the middle of the pay period and of the assessment period.
# 10 hours at 12.71 are 550.77 a month; June has 22 working days, 12 of them from the 15th: 550.7666... x 12/22 = 300.42. Pay days at the end of the month: 31 August is a bank holiday, 28 August.
# No work allowance: 424.90 - 55% of 300.42 = 259.67; 424.90 - 55% of 550.77 = 121.98. Paid on the 7th.
months 3
{
  "rules": "uk",
  "date": "2026-06-10",
  "people": {"you": {"age": 30}},
  "benunits": {"u": {"members": ["you"], "uc_claimed_from": "2026-01-01", "money_in_hand": "80.00"}},
  "household": {"nation": "england", "tenure": "none"},
  "after": [{"id": "mid", "people": {"you": {"jobs": [{"hours_per_week": "10", "hourly_wage": "12.71", "paid": "month", "starts": "2026-06-15", "first_pay_day": "2026-06-30"}]}}}]
}
scenario mid
2026-06-15 job_starts 0.00
2026-06-30 pay 300.42
2026-06-30 first_pay_day 0.00
2026-07-07 universal_credit 259.67
2026-07-07 first_reduced_award 0.00
2026-07-31 pay 550.77
2026-08-07 universal_credit 121.98
2026-08-28 pay 550.77
2026-09-07 universal_credit 121.98
lowest 2026-06-10 80.00
month 2026-06 300.42 0.00 300.42
month 2026-07 810.44 0.00 810.44
month 2026-08 672.75 0.00 672.75
month 2026-09 121.98 0.00 121.98
end 1985.59
