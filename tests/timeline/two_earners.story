# A couple with a child, both at work: one weekly, with a second job by the month whose code is BR; the other every four weeks. High pay, and Child Benefit taken back.
# Weekly: 800.00 a week, code 1257L week 1: 800.00 - 241.92 = 558 whole pounds, 20% 111.60; National Insurance 8% of 558.00 = 44.64: 643.76.
# Second job: 600.00 a month, code BR: 20% 120.00, no National Insurance under 1,048.00: 480.00.
# Every four weeks: 5,200.00: free pay 967.68, 4,232 whole pounds: 4-weekly basic band 2,900.00 (37,700 / 13): 580.00 and 40% of 1,332 = 532.80, 1,112.80;
# National Insurance 8% of 3,867.00 - 967.00 = 232.00 and 2% of 1,333.00 = 26.66, 258.66: 5,200.00 - 1,112.80 - 258.66 = 3,828.54.
# Child Benefit 27.05 a week, in 53 weeks of the tax year 1,433.65; 5,633.33 x 12 = 67,599.96 is 37 whole steps of 200 over 60,000: 37% is 530.45, down to 530; by 12 it is 44.17.
months 3
{
  "rules": "uk",
  "date": "2026-06-01",
  "people": {"ana": {"age": 40, "jobs": [{"pay": {"amount": "800.00", "per": "week"}, "paid": "week", "pension": "none", "starts": "2025-01-06", "first_pay_day": "2025-01-10"}]}, "bo": {"age": 42}, "child": {"date_of_birth": "2018-01-01"}},
  "benunits": {"u": {"members": ["ana", "bo", "child"], "savings": "20000.00", "money_in_hand": "0.00"}},
  "household": {"nation": "england", "tenure": "none"},
  "after": [{"id": "both", "people": {"ana": {"jobs": [{"pay": {"amount": "800.00", "per": "week"}, "paid": "week", "pension": "none", "starts": "2025-01-06", "first_pay_day": "2025-01-10"}, {"pay": {"amount": "600.00", "per": "month"}, "pension": "none", "starts": "2026-06-01", "first_pay_day": "2026-06-30"}]},
    "bo": {"jobs": [{"pay": {"amount": "5200.00", "per": "4-weeks"}, "paid": "4-weeks", "pension": "none", "starts": "2026-06-01", "first_pay_day": "2026-06-26"}]}}}]
}
scenario both
2026-06-01 job_starts 0.00
2026-06-01 job_starts 0.00
2026-06-05 pay 643.76
2026-06-12 pay 643.76
2026-06-19 pay 643.76
2026-06-26 pay 643.76
2026-06-26 pay 3828.54
2026-06-26 first_pay_day 0.00
2026-06-29 child_benefit 108.20
2026-06-30 pay 480.00
2026-06-30 high_income_child_benefit_charge -44.17
2026-06-30 first_pay_day 0.00
2026-07-03 pay 643.76
2026-07-10 pay 643.76
2026-07-17 pay 643.76
2026-07-24 pay 643.76
2026-07-24 pay 3828.54
2026-07-27 child_benefit 108.20
2026-07-31 pay 643.76
2026-07-31 pay 480.00
2026-07-31 high_income_child_benefit_charge -44.17
2026-07-31 many_pay_days 0.00
2026-08-07 pay 643.76
2026-08-14 pay 643.76
2026-08-21 pay 643.76
2026-08-21 pay 3828.54
2026-08-24 child_benefit 108.20
2026-08-28 pay 643.76
2026-08-28 pay 480.00
2026-08-31 high_income_child_benefit_charge -44.17
lowest 2026-06-01 0.00
month 2026-06 6991.78 44.17 6947.61
month 2026-07 7635.54 44.17 7591.37
month 2026-08 6991.78 44.17 6947.61
end 21486.59
