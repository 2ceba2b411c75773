# A job of 19 months ends, and the benefit cap's grace period of nine months begins with the period in which pay falls (UC Regs reg 82(2)).
# 20 hours at 12.71 are 1,101.53 a month: tax 10.60, National Insurance 4.28, left 1,086.65, over 881.00 (16 hours at 12.71): no cap. 2,284.66 - 55% of (1,086.65 - 427.00) = 1,921.85.
# August has no pay: 2,284.66 without the cap, until April 2027. 31 May 2026 is a Sunday, the pay day before is 29 May.
months 10
leave rent
{
  "rules": "uk",
  "date": "2026-06-01",
  "people": {"you": {"age": 35, "jobs": [{"hours_per_week": "20", "hourly_wage": "12.71", "paid": "month", "pension": "none", "starts": "2025-01-01", "ends": "2026-07-31", "first_pay_day": "2025-01-31"}]}, "a": {"date_of_birth": "2012-05-01"}, "b": {"date_of_birth": "2015-05-01"}, "c": {"date_of_birth": "2018-05-01"}},
  "benunits": {"u": {"members": ["you", "a", "b", "c"], "uc_claimed_from": "2024-06-01", "money_in_hand": "0.00"}},
  "household": {"nation": "england", "tenure": "private_rent", "rent": {"amount": "900.00", "per": "month"}, "lha_rate": {"amount": "900.00", "per": "month"}}
}
scenario before
2026-06-05 universal_credit 1921.85
2026-06-29 child_benefit 251.40
2026-06-30 pay 1086.65
2026-07-07 universal_credit 1921.85
2026-07-27 child_benefit 251.40
2026-07-31 pay 1086.65
2026-07-31 last_pay_day 0.00
2026-07-31 job_ends 0.00
2026-08-07 universal_credit 1921.85
2026-08-24 child_benefit 251.40
2026-08-31 cap_grace_begins 0.00
2026-09-07 universal_credit 2284.66
2026-09-07 full_award_back 0.00
2026-09-21 child_benefit 251.40
2026-10-07 universal_credit 2284.66
2026-10-19 child_benefit 251.40
2026-11-06 universal_credit 2284.66
2026-11-16 child_benefit 251.40
2026-12-07 universal_credit 2284.66
2026-12-14 child_benefit 251.40
2027-01-07 universal_credit 2284.66
2027-01-11 child_benefit 251.40
2027-02-05 universal_credit 2284.66
2027-02-08 child_benefit 251.40
2027-03-05 universal_credit 2284.66
2027-03-08 child_benefit 251.40
lowest 2026-06-01 -900.00
month 2026-06 3259.90 900.00 2359.90
month 2026-07 3259.90 900.00 2359.90
month 2026-08 2173.25 900.00 1273.25
month 2026-09 2536.06 900.00 1636.06
month 2026-10 2536.06 900.00 1636.06
month 2026-11 2536.06 900.00 1636.06
month 2026-12 2536.06 900.00 1636.06
month 2027-01 2536.06 900.00 1636.06
month 2027-02 2536.06 900.00 1636.06
month 2027-03 2536.06 900.00 1636.06
end 17445.47
