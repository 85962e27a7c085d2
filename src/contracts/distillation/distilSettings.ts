import type { DistilMethod } from '../../maths/distillation/distilMethods.ts';
import type { distributionSettings } from '../../maths/distillation/settings/distributionSettings.ts';
import type { evaluationSettings } from '../../maths/distillation/settings/evaluationSettings.ts';
import type { expertSettings } from '../../maths/distillation/settings/expertSettings.ts';
import type { matchingSettings } from '../../maths/distillation/settings/matchingSettings.ts';
import type { SettingNumbers } from '../../maths/distillation/settings/numberSetting.ts';
import type { runSettings } from '../../maths/distillation/settings/runSettings.ts';
import type { Augmentation } from '../../maths/images/augmentation.ts';

/** How the experts are trained. */
interface ExpertSettings extends SettingNumbers<typeof expertSettings> {
  /** Views of the galaxies in every step; absent: as they are. */
  augmentation?: Augmentation;
}

/** Trajectory matching, plain and self-adaptive, with STM's own numbers. */
type MatchingSettings = SettingNumbers<typeof matchingSettings>;

/** Distribution matching. */
type DistributionSettings = SettingNumbers<typeof distributionSettings>;

/** How fresh networks are trained to be judged. */
type EvaluationSettings = SettingNumbers<typeof evaluationSettings>;

/** How prototypes are made. What each number means, its default and its range: maths/distillation/settings/settingsTable.ts. */
export interface DistilSettings extends SettingNumbers<typeof runSettings> {
  method: DistilMethod;
  /** Prototypes a class: `imagesPerClassChoices` of the table. */
  imagesPerClass: number;
  /** What the images are at first: noise, or as many real ones, chosen by herding (maths/distillation/herding.ts) in their pixels. */
  start: 'noise' | 'real';
  /** Differentiable augmentation of the synthetic images in every step; absent: none. */
  augmentation?: Augmentation;
  experts: ExpertSettings;
  matching: MatchingSettings;
  distribution: DistributionSettings;
  evaluation: EvaluationSettings;
}
