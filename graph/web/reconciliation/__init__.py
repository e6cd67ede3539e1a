"""The Reconciliation Service API 0.2, by which OpenRefine and others match a column of names with a store.

https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/

`schema` is what there is to match with, `parsing` what clients send, `candidates` and `values` the answers,
`endpoint` the addresses. An entity's identifier is its address.
"""
