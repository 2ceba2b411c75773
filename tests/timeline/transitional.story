# Transitional protection across April (SI 2014/1230 reg 55(2), (4)): from the period that begins on 10 April 2026 the standard allowance is 424.90 in place of 400.14 (24.76 more)
# and LCWRA 429.80 in place of 423.27 (6.53 more). 100.00 go down by 31.29 to 68.71: 424.90 + 429.80 + 68.71 = 923.41, as before. 20.00 are used up: 424.90 + 429.80 = 854.70, and 843.41 before.
# Paid seven days after the period: 16 May is a Saturday. Until the day of the case both live as the first one does.
months 4
{
  "rules": "uk",
  "date": "2026-03-10",
  "people": {"you": {"age": 40, "health": "lcwra", "lcwra_from": "2024-06-01"}},
  "benunits": {"u": {"members": ["you"], "uc_claimed_from": "2024-03-10", "money_in_hand": "0.00", "transitional_element": {"amount": "100.00", "per": "month"}}},
  "household": {"nation": "england", "tenure": "none"},
  "after": [{"id": "little", "benunits": {"u": {"transitional_element": {"amount": "20.00"}}}}]
}
scenario before
2026-03-16 universal_credit 923.41
2026-04-16 universal_credit 923.41
2026-05-15 universal_credit 923.41
2026-06-16 universal_credit 923.41
lowest 2026-03-10 0.00
month 2026-03 923.41 0.00 923.41
month 2026-04 923.41 0.00 923.41
month 2026-05 923.41 0.00 923.41
month 2026-06 923.41 0.00 923.41
month 2026-07 0.00 0.00 0.00
end 3693.64
scenario little
2026-03-16 universal_credit 923.41
2026-04-16 universal_credit 843.41
2026-05-15 universal_credit 854.70
2026-06-16 universal_credit 854.70
lowest 2026-03-10 0.00
month 2026-03 923.41 0.00 923.41
month 2026-04 843.41 0.00 843.41
month 2026-05 854.70 0.00 854.70
month 2026-06 854.70 0.00 854.70
month 2026-07 0.00 0.00 0.00
end 3476.22
