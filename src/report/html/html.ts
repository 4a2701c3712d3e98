export { healthPage } from './page.ts'
