# LCWRA, new and protected (UC Regs regs 27, 27A, 28), with a part-time job.
# 15 hours at 12.71 are 826.15 a month, of June 12 of 22 working days: 450.63; no tax under 1,048.26. The work allowance of 710.00 goes with the finding, before the money for it comes.
# New: the first fit note is of 20 April 2026; three months end on 19 July, so 217.26 comes with the period that begins after that day, on 12 August: 642.16 - 55% of 116.15 = 578.28, paid on 18 September. Before: 424.90 - 63.88 = 361.02.
# Protected: 424.90 + 429.80 = 854.70 at once; 854.70 - 63.88 = 790.82. Periods from the 12th, paid on the 18th: 18 July is a Saturday, 18 October a Sunday.
months 5
{
  "rules": "uk",
  "date": "2026-06-01",
  "people": {"you": {"age": 34, "health": "lcwra", "fit_note_from": "2026-04-20"}},
  "benunits": {"u": {"members": ["you"], "uc_claimed_from": "2026-03-12", "money_in_hand": "0.00"}},
  "household": {"nation": "england", "tenure": "none"},
  "after": [{"id": "new", "people": {"you": {"jobs": [{"hours_per_week": "15", "hourly_wage": "12.71", "paid": "month", "pension": "none", "starts": "2026-06-15", "first_pay_day": "2026-06-30"}]}}}, {"id": "protected", "people": {"you": {"fit_note_from": null, "lcwra_from": "2024-02-01", "lcwra_counted_before_april_2026": true, "jobs": [{"hours_per_week": "15", "hourly_wage": "12.71", "paid": "month", "pension": "none", "starts": "2026-06-15", "first_pay_day": "2026-06-30"}]}}}]
}
scenario new
2026-06-15 job_starts 0.00
2026-06-18 universal_credit 424.90
2026-06-18 last_full_award 0.00
2026-06-30 pay 450.63
2026-06-30 first_pay_day 0.00
2026-07-17 universal_credit 424.90
2026-07-31 pay 826.15
2026-08-18 universal_credit 361.02
2026-08-18 first_reduced_award 0.00
2026-08-28 pay 826.15
2026-09-18 universal_credit 578.28
2026-09-30 pay 826.15
2026-10-16 universal_credit 578.28
2026-10-30 pay 826.15
lowest 2026-06-01 0.00
month 2026-06 875.53 0.00 875.53
month 2026-07 1251.05 0.00 1251.05
month 2026-08 1187.17 0.00 1187.17
month 2026-09 1404.43 0.00 1404.43
month 2026-10 1404.43 0.00 1404.43
end 6122.61
scenario protected
2026-06-15 job_starts 0.00
2026-06-18 universal_credit 854.70
2026-06-18 last_full_award 0.00
2026-06-30 pay 450.63
2026-06-30 first_pay_day 0.00
2026-07-17 universal_credit 854.70
2026-07-31 pay 826.15
2026-08-18 universal_credit 790.82
2026-08-18 first_reduced_award 0.00
2026-08-28 pay 826.15
2026-09-18 universal_credit 790.82
2026-09-30 pay 826.15
2026-10-16 universal_credit 790.82
2026-10-30 pay 826.15
lowest 2026-06-01 0.00
month 2026-06 1305.33 0.00 1305.33
month 2026-07 1680.85 0.00 1680.85
month 2026-08 1616.97 0.00 1616.97
month 2026-09 1616.97 0.00 1616.97
month 2026-10 1616.97 0.00 1616.97
end 7837.09
