export { healthText } from './health.ts'
export { progressLine } from './progress.ts'
export { renderText, type TextStyle } from './text.ts'
