import type { Contender, EvaluationNetwork } from '../../../contracts/distillation/prototypes.ts';
import { methodName } from '../../../data/runs/settingFields.ts';
import type { DistilMethod } from '../../../maths/distillation/distilMethods.ts';

const contenders: Record<Exclude<Contender, 'synthetic'>, string> = {
  random: 'Random galaxies',
  average: 'Class averages',
  herding: 'Herding',
  full: 'All galaxies',
};

/** What a row of the table was trained on. */
export function contenderName(contender: Contender, method: DistilMethod): string {
  return contender === 'synthetic' ? `Prototypes (${methodName(method)})` : contenders[contender];
}

/** What was trained on it. */
export function networkName(network: EvaluationNetwork): string {
  return network === 'convnet' ? 'ConvNet' : 'ResNet';
}
