# New-style ESA, permitted work that goes over the limit for two weeks (ESA Regs 2013 regs 37 to 39).
# Support group 95.55 + 50.35 = 145.90 a week, 291.80 every two weeks on Mondays counted from the first week. Savings of 20,000.00: no Universal Credit.
# 14 hours at 13.00 are 182.00 a week, under 203.50 and under 16 hours. From 29 June 17 hours, 221.00, over both: nothing for the weeks of 29 June and 6 July. From 13 July 14 hours again.
# Tax on the allowance, put aside at the end of each period, by the pay of the next pay day: June 221.00 x 52 = 11,492.00 and, for 28 of 30 days, 632.23 x 12 / 365 x 28 = 582.00, x 12 = 6,984.00: 20% of 5,906.00 by 12 is 98.43.
# July 182.00 x 52 = 9,464.00 and, for 19 days, 394.93 x 12 = 4,739.16: 20% of 1,633.16 by 12 is 27.22. August 632.23 x 12 = 7,586.76: 20% of 4,480.76 by 12 is 74.68.
months 3
{
  "rules": "uk",
  "date": "2026-06-01",
  "people": {"you": {"age": 40, "new_style_esa": "support", "new_style_esa_from": "2025-01-06"}},
  "benunits": {"u": {"members": ["you"], "savings": "20000.00", "money_in_hand": "500.00"}},
  "household": {"nation": "england", "tenure": "none"},
  "after": [{"id": "over", "people": {"you": {"jobs": [{"hours_per_week": "14", "hourly_wage": "13.00", "paid": "week", "pension": "none", "starts": "2026-06-01", "first_pay_day": "2026-06-05", "plan": [{"from": "2026-06-29", "hours_per_week": "17"}, {"from": "2026-07-13", "hours_per_week": "14"}]}]}}}]
}
scenario over
2026-06-01 job_starts 0.00
2026-06-05 pay 182.00
2026-06-05 first_pay_day 0.00
2026-06-12 pay 182.00
2026-06-15 new_style_esa 291.80
2026-06-19 pay 182.00
2026-06-26 pay 182.00
2026-06-29 new_style_esa 291.80
2026-06-29 hours_change 0.00
2026-06-29 esa_over_limit 0.00
2026-06-30 tax_on_other_income -98.43
2026-07-03 pay 221.00
2026-07-10 pay 221.00
2026-07-13 hours_change 0.00
2026-07-13 esa_paid_again 0.00
2026-07-17 pay 182.00
2026-07-24 pay 182.00
2026-07-27 new_style_esa 291.80
2026-07-31 pay 182.00
2026-07-31 tax_on_other_income -27.22
2026-07-31 many_pay_days 0.00
2026-08-07 pay 182.00
2026-08-10 new_style_esa 291.80
2026-08-14 pay 182.00
2026-08-21 pay 182.00
2026-08-24 new_style_esa 291.80
2026-08-28 pay 182.00
2026-08-31 tax_on_other_income -74.68
lowest 2026-06-01 500.00
month 2026-06 1311.60 98.43 1213.17
month 2026-07 1279.80 27.22 1252.58
month 2026-08 1311.60 74.68 1236.92
end 4202.67
