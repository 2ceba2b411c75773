# Carer's Allowance, over the limit of 204.00 in one week (SI 1976/409 reg 8; UC Regs reg 73 for a part of a period).
# 86.45 a week, four weeks 345.80; 15 hours at 13.00 are 195.00, 16 in the week of 6 July are 208.00: nothing for that week, so 259.35 on 27 July.
# Universal Credit: 424.90 + 303.94 + 209.34 (carer element, whatever the pay) = 938.18; work allowance 710.00; a month of Carer's Allowance is 374.62.
# June: four pay days, 780.00: 938.18 - 374.62 - 38.50 = 525.06. July: five, 988.00, and Carer's Allowance for 24 of 31 days, 374.62 x 12/365 x 24 = 295.59.
# Tax on Carer's Allowance, put aside at the end of each assessment period: 195.00 x 52 = 10,140.00 and 374.62 x 12 = 4,495.44 are 2,065.44 over the allowance of 12,570; 20% by 12 is 34.42.
# July with 295.59: 10,140.00 + 3,547.08 - 12,570.00 = 1,117.08; 20% by 12 is 18.62.
months 4
{
  "rules": "uk",
  "date": "2026-06-01",
  "people": {"you": {"age": 50, "caring_hours_per_week": "35", "claims_carers_allowance": true}, "child": {"date_of_birth": "2018-01-01"}},
  "benunits": {"u": {"members": ["you", "child"], "uc_claimed_from": "2025-06-01", "money_in_hand": "100.00"}},
  "household": {"nation": "england", "tenure": "none"},
  "after": [{"id": "one-week", "people": {"you": {"jobs": [{"hours_per_week": "15", "hourly_wage": "13.00", "paid": "week", "pension": "none", "starts": "2026-06-01", "first_pay_day": "2026-06-05", "plan": [{"from": "2026-07-06", "hours_per_week": "16"}, {"from": "2026-07-13", "hours_per_week": "15"}]}]}}}]
}
scenario one-week
2026-06-01 job_starts 0.00
2026-06-05 pay 195.00
2026-06-05 universal_credit 563.56
2026-06-05 first_pay_day 0.00
2026-06-05 last_full_award 0.00
2026-06-12 pay 195.00
2026-06-19 pay 195.00
2026-06-26 pay 195.00
2026-06-29 child_benefit 108.20
2026-06-29 carers_allowance 345.80
2026-06-30 tax_on_other_income -34.42
2026-07-03 pay 195.00
2026-07-06 hours_change 0.00
2026-07-06 carer_over_limit 0.00
2026-07-07 universal_credit 525.06
2026-07-07 first_reduced_award 0.00
2026-07-10 pay 208.00
2026-07-13 hours_change 0.00
2026-07-13 carer_paid_again 0.00
2026-07-17 pay 195.00
2026-07-24 pay 195.00
2026-07-27 child_benefit 108.20
2026-07-27 carers_allowance 259.35
2026-07-31 pay 195.00
2026-07-31 tax_on_other_income -18.62
2026-07-31 many_pay_days 0.00
2026-08-07 pay 195.00
2026-08-07 universal_credit 489.69
2026-08-14 pay 195.00
2026-08-21 pay 195.00
2026-08-24 child_benefit 108.20
2026-08-24 carers_allowance 345.80
2026-08-28 pay 195.00
2026-08-31 tax_on_other_income -34.42
2026-09-04 pay 195.00
2026-09-07 universal_credit 525.06
2026-09-11 pay 195.00
2026-09-18 pay 195.00
2026-09-21 child_benefit 108.20
2026-09-21 carers_allowance 345.80
2026-09-25 pay 195.00
2026-09-30 tax_on_other_income -34.42
lowest 2026-06-01 100.00
month 2026-06 1797.56 34.42 1763.14
month 2026-07 1880.61 18.62 1861.99
month 2026-08 1723.69 34.42 1689.27
month 2026-09 1759.06 34.42 1724.64
end 7139.04
