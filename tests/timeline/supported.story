# Supported housing: Housing Benefit pays all of the rent while Universal Credit pays anything (HB Regs Sch 4 para 12); pay ends it, and then 65p of each pound over the applicable amount is taken off.
# 16 hours at 12.71 are 881.23 a month: 55% is 484.68, more than 424.90, so nothing of Universal Credit is left from the first period with pay (June).
# A week: 881.23 x 12/52 = 203.36; less 5.00 and the applicable amount of 95.55 leaves 102.81; 65% is 66.8265; 200.00 - 66.8265 = 133.17.
# Housing Benefit every four weeks on Mondays: 4 x 200.00; then, as the award for June was over on 30 June, from the Monday after it (6 July): 200.00 + 3 x 133.17; then 4 x 133.17.
# The rent is due on Mondays: the lowest point is before the first Housing Benefit, four weeks after the start.
months 4
leave rent
{
  "rules": "uk",
  "date": "2026-06-01",
  "people": {"you": {"age": 45}},
  "benunits": {"u": {"members": ["you"], "uc_claimed_from": "2025-06-01", "money_in_hand": "50.00"}},
  "household": {"nation": "england", "tenure": "supported", "rent": {"amount": "200.00", "per": "week"}},
  "after": [{"id": "job", "people": {"you": {"jobs": [{"hours_per_week": "16", "hourly_wage": "12.71", "paid": "month", "pension": "none"}]}}}]
}
scenario job
2026-06-01 job_starts 0.00
2026-06-05 universal_credit 424.90
2026-06-05 last_full_award 0.00
2026-06-29 housing_benefit 800.00
2026-06-30 pay 881.23
2026-06-30 first_pay_day 0.00
2026-07-07 no_universal_credit 0.00
2026-07-27 housing_benefit 599.51
2026-07-31 pay 881.23
2026-08-07 no_universal_credit 0.00
2026-08-24 housing_benefit 532.68
2026-08-28 pay 881.23
2026-09-07 no_universal_credit 0.00
2026-09-21 housing_benefit 532.68
2026-09-30 pay 881.23
lowest 2026-06-22 -325.10
month 2026-06 2106.13 1000.00 1106.13
month 2026-07 1480.74 800.00 680.74
month 2026-08 1413.91 1000.00 413.91
month 2026-09 1413.91 800.00 613.91
end 2864.69
