/** What the loss of a source costs. */
export const objectiveClasses = ['critical', 'production', 'non-critical'] as const
export type ObjectiveClass = (typeof objectiveClasses)[number]

const [minuteMs, hourMs] = [60_000, 3_600_000]

/** What is promised of a source of the class, unless its objectives say otherwise. */
export const classObjectives: Readonly<Record<ObjectiveClass, { readonly rpoMs: number; readonly rtoMs: number }>> = {
  critical: { rpoMs: hourMs, rtoMs: 15 * minuteMs },
  production: { rpoMs: 24 * hourMs, rtoMs: hourMs },
  'non-critical': { rpoMs: 7 * 24 * hourMs, rtoMs: 4 * hourMs },
}
