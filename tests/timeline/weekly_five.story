# Weekly pay with five pay days in an assessment period (UC Regs regs 21, 54, 61; C&P Regs reg 47).
# 16 hours at 13.00 are 208.00 a week; pension 5% of 208.00 - 120.00 = 4.40; no tax under 241.92, no National Insurance under 242: 203.60.
# Maximum 424.90 + 429.80 (LCWRA before April 2026) + 450.00 = 1,304.70; work allowance 427.00 with the housing element. Periods from the 10th.
# Four pay days: 1,304.70 - 55% of (814.40 - 427.00) = 1,091.63; five (10 July to 9 August): 1,304.70 - 55% of (1,018.00 - 427.00) = 979.65.
# Paid on the 16th; 16 August 2026 is a Sunday: the 14th.
months 4
leave rent
{
  "rules": "uk",
  "date": "2026-06-01",
  "people": {"you": {"age": 34, "health": "lcwra", "lcwra_from": "2024-02-01"}},
  "benunits": {"u": {"members": ["you"], "uc_claimed_from": "2024-01-10", "money_in_hand": "150.00"}},
  "household": {"nation": "england", "tenure": "social_rent", "rent": {"amount": "450.00", "per": "month"}},
  "after": [{"id": "shop", "people": {"you": {"jobs": [{"hours_per_week": "16", "hourly_wage": "13.00", "paid": "week", "starts": "2026-06-08", "first_pay_day": "2026-06-12"}]}}}]
}
scenario shop
2026-06-08 job_starts 0.00
2026-06-12 pay 203.60
2026-06-12 first_pay_day 0.00
2026-06-16 universal_credit 1304.70
2026-06-16 last_full_award 0.00
2026-06-19 pay 203.60
2026-06-26 pay 203.60
2026-07-03 pay 203.60
2026-07-10 pay 203.60
2026-07-16 universal_credit 1091.63
2026-07-16 first_reduced_award 0.00
2026-07-17 pay 203.60
2026-07-24 pay 203.60
2026-07-31 pay 203.60
2026-08-07 pay 203.60
2026-08-09 many_pay_days 0.00
2026-08-14 pay 203.60
2026-08-14 universal_credit 979.65
2026-08-21 pay 203.60
2026-08-28 pay 203.60
2026-09-04 pay 203.60
2026-09-11 pay 203.60
2026-09-16 universal_credit 1091.63
2026-09-18 pay 203.60
2026-09-25 pay 203.60
lowest 2026-06-01 -300.00
month 2026-06 1915.50 450.00 1465.50
month 2026-07 2109.63 450.00 1659.63
month 2026-08 1794.05 450.00 1344.05
month 2026-09 1906.03 450.00 1456.03
end 6075.21
