import { didYouMean, namesSome } from '../../words/words.ts'
import type { Policy } from '../model.ts'
import { type Findings, rangeAt } from '../text/position.ts'
import { showPath } from '../text/show.ts'
import type { Tree } from '../text/tree.ts'
import type { PlanInput, PricesInput } from './schema.ts'

/** The parts of a policy that plans are judged by, where they are said. */
export function buildPlan(input: {
  readonly plan?: PlanInput | undefined
  readonly prices?: PricesInput | undefined
}): Pick<Policy, 'plan' | 'prices'> {
  const { plan, prices } = input
  const rules = {
    ...(plan?.['max-deletions'] === undefined ? {} : { maxDeletions: plan['max-deletions'] }),
    ...(plan?.label === undefined ? {} : { label: plan.label }),
  }
  return {
    ...(plan ? { plan: rules } : {}),
    ...(prices ? { prices: { currency: prices.currency, perGibMonth: prices['per-gib-month'] } } : {}),
  }
}

/** A price is of a store that is there. */
export function checkPrices(prices: PricesInput, stores: readonly string[], root: Tree, findings: Findings): void {
  for (const name of Object.keys(prices['per-gib-month'])) {
    if (stores.includes(name)) continue
    const path = ['prices', 'per-gib-month', name]
    findings.add({
      message: `${showPath(path)} is not a store of this policy${didYouMean(name, stores)}`,
      hint: stores.length > 0 ? `The stores are ${namesSome(stores, 20)}.` : undefined,
      range: rangeAt(root, path, 'key'),
      path,
    })
  }
}
