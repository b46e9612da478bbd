/** Part of the set-up: makes the empty database that every new home begins with. Nothing to do when it is there. */
import { emptyTemplate } from '../services/hospital/database/template.ts';

await emptyTemplate();
