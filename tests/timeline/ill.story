# Ill for three weeks from the fifth week on, 29 June to 19 July: Statutory Sick Pay from the first day, the lower of 123.25 and 80% of 260.00 a week.
# 20 hours at 13.00 are 260.00: tax 20% of the whole pounds of 260.00 - 241.92, 18, is 3.60; National Insurance 8% of 18.00 is 1.44: 254.96. A week of 123.25 has neither.
# Universal Credit 854.70, work allowance 710.00. June: four times 254.96 = 1,019.84: 854.70 - 55% of 309.84 (170.41) = 684.29.
# July, five pay days: 123.25 on 3, 10 and 17, 254.96 on 24 and 31: 879.67: 854.70 - 55% of 169.67 (93.32) = 761.38. August: four times 254.96: 684.29.
months 4
options --if ill
leave pay
{
  "rules": "uk",
  "date": "2026-06-01",
  "people": {"you": {"age": 34, "health": "lcwra", "lcwra_from": "2024-02-01"}},
  "benunits": {"u": {"members": ["you"], "uc_claimed_from": "2024-02-01", "money_in_hand": "100.00"}},
  "household": {"nation": "england", "tenure": "none"},
  "after": [{"id": "job", "people": {"you": {"jobs": [{"hours_per_week": "20", "hourly_wage": "13.00", "paid": "week", "pension": "none", "starts": "2026-06-01", "first_pay_day": "2026-06-05"}]}}}]
}
scenario job/ill
2026-06-01 job_starts 0.00
2026-06-05 universal_credit 854.70
2026-06-05 first_pay_day 0.00
2026-06-05 last_full_award 0.00
2026-06-29 sickness_begins 0.00
2026-07-06 fit_note 0.00
2026-07-07 universal_credit 684.29
2026-07-07 first_reduced_award 0.00
2026-07-19 sickness_ends 0.00
2026-07-31 many_pay_days 0.00
2026-08-07 universal_credit 761.38
2026-09-07 universal_credit 684.29
lowest 2026-06-01 100.00
month 2026-06 1874.54 0.00 1874.54
month 2026-07 1563.96 0.00 1563.96
month 2026-08 1781.22 0.00 1781.22
month 2026-09 1704.13 0.00 1704.13
end 7023.85
