# Across 24 November 2021: 20 hours at 8.91 are 178.20 a week, no tax or National Insurance, paid on Fridays. The period of 21 October ends on 20 November with five pay days:
# 607.34 - (891.00 - 515.00) x 63% = 370.46. The next one ends on 20 December with four: 607.34 - (712.80 - 557.00) x 55% = 521.65. Paid on the 27th: a Saturday, so on
# 26 November; 27 and 28 December are bank holidays, so on Friday the 24th. Without Child Benefit, so that only this is seen.
months 1
{
  "rules": "uk",
  "date": "2021-11-26",
  "people": {"you": {"age": 30, "jobs": [{"hours_per_week": "20", "hourly_wage": "8.91", "paid": "week", "starts": "2021-01-01", "first_pay_day": "2021-01-01", "pension": "none"}]}, "child": {"date_of_birth": "2013-05-04"}},
  "benunits": {"u": {"members": ["you", "child"], "uc_claimed_from": "2020-01-21", "claims_child_benefit": false}},
  "household": {"nation": "england", "tenure": "none"}
}
scenario before
2021-11-26 pay 178.20
2021-11-26 universal_credit 370.46
2021-11-26 first_reduced_award 0.00
2021-12-03 pay 178.20
2021-12-10 pay 178.20
2021-12-17 pay 178.20
2021-12-24 pay 178.20
2021-12-24 universal_credit 521.65
lowest 2021-11-26 0.00
month 2021-11 548.66 0.00 548.66
month 2021-12 1234.45 0.00 1234.45
end 1783.11
