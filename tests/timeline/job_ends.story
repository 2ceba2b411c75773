# A job that leaves nothing of Universal Credit ends in week 7; after 5 months 29 days; after 6 months 2 days (UC Regs regs 21(3C), 27A(2), 28(4)).
# 40 hours at 20.00 are 800.00 a week: tax 20% of floor(800.00 - 241.92) = 111.60, National Insurance 8% of (800 - 242) = 44.64, left 643.76.
# Maximum 424.90 + 429.80 = 854.70; work allowance 710.00; four weeks of pay, 2,575.04, take 1,025.77: nothing is left, the award ended on 1 June (the first day of that period).
# Week 7: pay days 3, 10, 17 July, 1,931.28: 854.70 - 55% of 1,221.28 = 183.00; then all of it, LCWRA at the higher rate, without a wait.
# Claimed again on 30 November, 5 months 29 days after 1 June: the higher rate stays (854.70 from the period of 1 December).
# Claimed again on 3 December, 6 months 2 days after 1 June: a new wait of three months, so 424.90 (pay of 480.00 - 47.60 - 19.04 = 413.36 is under the allowance of 710.00).
months 10
leave pay
{
  "rules": "uk",
  "date": "2026-06-01",
  "people": {"you": {"age": 34, "health": "lcwra", "lcwra_from": "2024-02-01"}},
  "benunits": {"u": {"members": ["you"], "uc_claimed_from": "2024-02-01", "money_in_hand": "100.00"}},
  "household": {"nation": "england", "tenure": "none"},
  "after": [{"id": "week-seven", "people": {"you": {"jobs": [{"hours_per_week": "40", "hourly_wage": "20.00", "paid": "week", "pension": "none", "starts": "2026-06-01", "ends": "2026-07-17", "first_pay_day": "2026-06-05"}]}}}, {"id": "in-time", "people": {"you": {"jobs": [{"hours_per_week": "40", "hourly_wage": "20.00", "paid": "week", "pension": "none", "starts": "2026-06-01", "ends": "2026-11-29", "first_pay_day": "2026-06-05"}]}}}, {"id": "too-late", "people": {"you": {"jobs": [{"hours_per_week": "40", "hourly_wage": "20.00", "paid": "week", "pension": "none", "starts": "2026-06-01", "ends": "2026-12-02", "first_pay_day": "2026-06-05"}]}}}]
}
scenario week-seven
2026-06-01 job_starts 0.00
2026-06-05 universal_credit 854.70
2026-06-05 first_pay_day 0.00
2026-06-05 last_full_award 0.00
2026-07-07 no_universal_credit 0.00
2026-07-17 last_pay_day 0.00
2026-07-17 job_ends 0.00
2026-07-17 claim_again 0.00
2026-07-17 lcwra_stays 0.00
2026-08-07 universal_credit 183.00
2026-08-07 universal_credit_back 0.00
2026-09-07 universal_credit 854.70
2026-09-07 full_award_back 0.00
2026-10-07 universal_credit 854.70
2026-11-06 universal_credit 854.70
2026-12-07 universal_credit 854.70
2027-01-07 universal_credit 854.70
2027-02-05 universal_credit 854.70
2027-03-05 universal_credit 854.70
lowest 2026-06-01 100.00
month 2026-06 3429.74 0.00 3429.74
month 2026-07 1931.28 0.00 1931.28
month 2026-08 183.00 0.00 183.00
month 2026-09 854.70 0.00 854.70
month 2026-10 854.70 0.00 854.70
month 2026-11 854.70 0.00 854.70
month 2026-12 854.70 0.00 854.70
month 2027-01 854.70 0.00 854.70
month 2027-02 854.70 0.00 854.70
month 2027-03 854.70 0.00 854.70
end 11626.92
scenario in-time
2026-06-01 job_starts 0.00
2026-06-05 universal_credit 854.70
2026-06-05 first_pay_day 0.00
2026-06-05 last_full_award 0.00
2026-07-07 no_universal_credit 0.00
2026-07-31 many_pay_days 0.00
2026-08-07 no_universal_credit 0.00
2026-09-07 no_universal_credit 0.00
2026-10-07 no_universal_credit 0.00
2026-10-31 many_pay_days 0.00
2026-11-06 no_universal_credit 0.00
2026-11-27 last_pay_day 0.00
2026-11-29 job_ends 0.00
2026-11-29 claim_again 0.00
2026-11-29 lcwra_stays 0.00
2026-12-07 no_universal_credit 0.00
2027-01-07 universal_credit 854.70
2027-01-07 universal_credit_back 0.00
2027-01-07 full_award_back 0.00
2027-02-05 universal_credit 854.70
2027-03-05 universal_credit 854.70
lowest 2026-06-01 100.00
month 2026-06 3429.74 0.00 3429.74
month 2026-07 3218.80 0.00 3218.80
month 2026-08 2575.04 0.00 2575.04
month 2026-09 2575.04 0.00 2575.04
month 2026-10 3218.80 0.00 3218.80
month 2026-11 2575.04 0.00 2575.04
month 2026-12 0.00 0.00 0.00
month 2027-01 854.70 0.00 854.70
month 2027-02 854.70 0.00 854.70
month 2027-03 854.70 0.00 854.70
end 20256.56
scenario too-late
2026-06-01 job_starts 0.00
2026-06-05 universal_credit 854.70
2026-06-05 first_pay_day 0.00
2026-06-05 last_full_award 0.00
2026-07-07 no_universal_credit 0.00
2026-07-31 many_pay_days 0.00
2026-08-07 no_universal_credit 0.00
2026-09-07 no_universal_credit 0.00
2026-10-07 no_universal_credit 0.00
2026-10-31 many_pay_days 0.00
2026-11-06 no_universal_credit 0.00
2026-12-02 job_ends 0.00
2026-12-02 lcwra_stays 0.00
2026-12-02 six_months_over 0.00
2026-12-04 last_pay_day 0.00
2026-12-07 no_universal_credit 0.00
2027-01-07 universal_credit 424.90
2027-01-07 universal_credit_back 0.00
2027-01-07 full_award_back 0.00
2027-02-05 universal_credit 424.90
2027-03-05 universal_credit 424.90
lowest 2026-06-01 100.00
month 2026-06 3429.74 0.00 3429.74
month 2026-07 3218.80 0.00 3218.80
month 2026-08 2575.04 0.00 2575.04
month 2026-09 2575.04 0.00 2575.04
month 2026-10 3218.80 0.00 3218.80
month 2026-11 2575.04 0.00 2575.04
month 2026-12 413.36 0.00 413.36
month 2027-01 424.90 0.00 424.90
month 2027-02 424.90 0.00 424.90
month 2027-03 424.90 0.00 424.90
end 19380.52
