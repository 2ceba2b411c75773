# The benefit cap's grace period ends (UC Regs regs 80A, 82(2)).
# Maximum 424.90 + 351.88 + 2 x 303.94 + 900.00 = 2,284.66; Child Benefit 27.05 + 2 x 17.90 = 62.85 a week, 272.35 a month; cap 22,020 / 12 = 1,835.00.
# Over the cap: 2,284.66 + 272.35 - 1,835.00 = 722.01, which leaves 1,562.65. Nine months from 10 November 2025 end on 9 August 2026: the period of August is the last one of grace.
months 6
leave rent
{
  "rules": "uk",
  "date": "2026-06-01",
  "people": {"you": {"age": 35}, "a": {"date_of_birth": "2012-05-01"}, "b": {"date_of_birth": "2015-05-01"}, "c": {"date_of_birth": "2018-05-01"}},
  "benunits": {"u": {"members": ["you", "a", "b", "c"], "uc_claimed_from": "2024-06-01", "money_in_hand": "0.00", "benefit_cap_grace_from": "2025-11-10"}},
  "household": {"nation": "england", "tenure": "private_rent", "rent": {"amount": "900.00", "per": "month"}, "lha_rate": {"amount": "900.00", "per": "month"}}
}
scenario before
2026-06-05 universal_credit 2284.66
2026-06-29 child_benefit 251.40
2026-07-07 universal_credit 2284.66
2026-07-27 child_benefit 251.40
2026-08-07 universal_credit 2284.66
2026-08-24 child_benefit 251.40
2026-09-07 universal_credit 2284.66
2026-09-21 child_benefit 251.40
2026-09-30 cap_grace_ends 0.00
2026-10-07 universal_credit 1562.65
2026-10-19 child_benefit 251.40
2026-11-06 universal_credit 1562.65
2026-11-16 child_benefit 251.40
lowest 2026-06-01 -900.00
month 2026-06 2536.06 900.00 1636.06
month 2026-07 2536.06 900.00 1636.06
month 2026-08 2536.06 900.00 1636.06
month 2026-09 2536.06 900.00 1636.06
month 2026-10 1814.05 900.00 914.05
month 2026-11 1814.05 900.00 914.05
end 8372.34
