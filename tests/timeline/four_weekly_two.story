# Pay every four weeks, two pay days in one assessment period (reg 61).
# 18 hours at 12.71 for four weeks are 915.12; pension 5% of 915.12 - 480.00 = 21.76; no tax under 967.68, no National Insurance under 967: 893.36.
# Maximum 424.90 + 303.94 = 728.84; work allowance 710.00 (a child, no housing element). Periods from the 25th.
# Two pay days (26 June, 24 July): 728.84 - 55% of (1,786.72 - 710.00) = 136.64; one: 728.84 - 55% of 183.36 = 627.99.
# Paid on the 1st of the month (last day 24th and 7); 1 August is a Saturday: 31 July; 31 August is a bank holiday, a period from 25 July ends on the 24th: 31 August becomes 28 August.
# Child Benefit 27.05 a week, four weeks 108.20, on Mondays counted from the first week.
months 5
{
  "rules": "uk",
  "date": "2026-06-01",
  "people": {"you": {"age": 40}, "child": {"date_of_birth": "2018-03-01"}},
  "benunits": {"u": {"members": ["you", "child"], "uc_claimed_from": "2025-05-25", "money_in_hand": "0.00"}},
  "household": {"nation": "england", "tenure": "none"},
  "after": [{"id": "care", "people": {"you": {"jobs": [{"hours_per_week": "18", "hourly_wage": "12.71", "paid": "4-weeks", "starts": "2026-06-01", "first_pay_day": "2026-06-26"}]}}}]
}
scenario care
2026-06-01 job_starts 0.00
2026-06-26 pay 893.36
2026-06-26 first_pay_day 0.00
2026-06-29 child_benefit 108.20
2026-07-01 universal_credit 728.84
2026-07-01 last_full_award 0.00
2026-07-24 pay 893.36
2026-07-24 many_pay_days 0.00
2026-07-27 child_benefit 108.20
2026-07-31 universal_credit 136.64
2026-07-31 first_reduced_award 0.00
2026-08-21 pay 893.36
2026-08-24 child_benefit 108.20
2026-08-28 universal_credit 627.99
2026-09-18 pay 893.36
2026-09-21 child_benefit 108.20
2026-10-01 universal_credit 627.99
2026-10-16 pay 893.36
2026-10-19 child_benefit 108.20
2026-10-30 universal_credit 627.99
lowest 2026-06-01 0.00
month 2026-06 1001.56 0.00 1001.56
month 2026-07 1867.04 0.00 1867.04
month 2026-08 1629.55 0.00 1629.55
month 2026-09 1001.56 0.00 1001.56
month 2026-10 2257.54 0.00 2257.54
end 7757.25
