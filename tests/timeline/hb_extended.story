# Extended payment of Housing Benefit (HB Regs reg 73): work ends new-style ESA after 26 weeks, with no Universal Credit: the old amount goes on for four weeks.
# Before, a week: 95.55 + 50.35 of ESA and 85.00 of maintenance are 230.90; the applicable amount is 95.55 + 50.35 + 22.00 = 167.90; 65% of 63.00 is 40.95: 159.05 of 200.00, four weeks 636.20.
# Universal Credit 424.90 + 429.80 - 145.90 x 52/12 (632.23) - 85.00 x 52/12 (368.33): nothing. 35 hours at 12.71 are 444.85; tax 40.40 (202 x 20%), National Insurance 16.23: 388.22 a week.
# Four weeks of 159.05 from 1 June, paid on 29 June; without the 26 weeks nothing, as 388.22 - 22.10 + 85.00 is far above 95.55. June: 854.70 - 368.33 - 55% of (1,552.88 - 710.00) = 22.79 of
# Universal Credit; so from the Monday after June, 6 July, the whole rent: 3 x 200.00 on 27 July. 26 weeks before 1 June 2026 is 1 December 2025.
# June: 4 x 388.22 + 636.20 + 5 x 85.00 = 2,614.08. July: 5 x 388.22 + 22.79 + 600.00 + 4 x 85.00 = 2,903.89.
months 2
leave rent other_benefits pay new_style_esa job_starts esa_over_limit first_pay_day first_reduced_award many_pay_days
{
  "rules": "uk",
  "date": "2026-06-01",
  "people": {"you": {"age": 45, "new_style_esa": "support", "new_style_esa_from": "2025-12-01", "other_benefits": [{"kind": "spousal_maintenance", "amount": {"amount": "85.00", "per": "week"}}]}},
  "benunits": {"u": {"members": ["you"], "uc_claimed_from": "2025-06-01", "money_in_hand": "0.00"}},
  "household": {"nation": "england", "tenure": "supported", "rent": {"amount": "200.00", "per": "week"}},
  "after": [{"id": "job", "people": {"you": {"jobs": [{"hours_per_week": "35", "hourly_wage": "12.71", "paid": "week", "pension": "none"}]}}},
    {"id": "too-short", "people": {"you": {"new_style_esa_from": "2025-12-02", "jobs": [{"hours_per_week": "35", "hourly_wage": "12.71", "paid": "week", "pension": "none"}]}}}]
}
scenario before
2026-06-29 housing_benefit 636.20
2026-07-27 housing_benefit 636.20
lowest 2026-06-08 -230.00
month 2026-06 1644.80 1000.00 644.80
month 2026-07 1559.80 800.00 759.80
end 1404.60
scenario job
2026-06-29 housing_benefit 636.20
2026-07-07 universal_credit 22.79
2026-07-27 housing_benefit 600.00
lowest 2026-06-01 -115.00
month 2026-06 2614.08 1000.00 1614.08
month 2026-07 2903.89 800.00 2103.89
end 3717.97
scenario too-short
2026-07-07 universal_credit 22.79
2026-07-27 housing_benefit 600.00
lowest 2026-06-01 -115.00
month 2026-06 1977.88 1000.00 977.88
month 2026-07 2903.89 800.00 2103.89
end 3081.77
