import '@mantine/core/styles/NumberInput.css';
import { Button, NumberInput } from '@mantine/core';
import { useState } from 'react';
import type { DistilSettings } from '../../../contracts/distillation/distilSettings.ts';
import { usualDistilSettings } from '../../../data/runs/distilSettings.ts';
import { fieldsOf, type SettingField } from '../../../data/runs/settingFields.ts';
import { valueRefusal } from '../../../maths/distillation/settings/numberSetting.ts';
import { settingGroups, settingsTable } from '../../../maths/distillation/settings/settingsTable.ts';
import { FoldButton } from '../../../ui/FoldButton.tsx';
import { AugmentationFields } from './AugmentationFields.tsx';
import classes from './NewSetForm.module.css';

interface SettingFieldsProps {
  settings: DistilSettings;
  onChange(settings: DistilSettings): void;
}

/** Every number of the method, folded away: each has a value that works. */
export function SettingFields({ settings, onChange }: SettingFieldsProps) {
  const [open, setOpen] = useState(false);
  const { method, imagesPerClass, start, experts } = settings;
  const usual = usualDistilSettings(method, imagesPerClass);
  const all = fieldsOf(method);
  return (
    <div>
      <FoldButton open={open} onChange={setOpen}>
        All constants
      </FoldButton>
      {open && (
        <div className={classes.constants}>
          {settingGroups.map(group => {
            const { title } = settingsTable[group];
            const own = all.filter(field => field.group === group);
            if (own.length === 0) return null;
            return (
              <section key={group} className={classes.group} aria-label={`Constants: ${title}`}>
                <h4 className={classes.groupTitle}>{title}</h4>
                {own.map(field => (
                  <SettingInput key={field.name} {...{ field, settings, onChange }} />
                ))}
                {group === 'experts' && usual.experts.augmentation && (
                  <AugmentationFields
                    of="Galaxies"
                    augmentation={experts.augmentation}
                    usual={usual.experts.augmentation}
                    onChange={views =>
                      onChange({ ...settings, experts: { ...experts, augmentation: views } })
                    }
                  />
                )}
                {(group === 'matching' || group === 'distribution') && usual.augmentation && (
                  <AugmentationFields
                    of="Prototypes"
                    augmentation={settings.augmentation}
                    usual={usual.augmentation}
                    onChange={views => onChange({ ...settings, augmentation: views })}
                  />
                )}
              </section>
            );
          })}
          <Button
            size="compact-xs"
            variant="default"
            className={classes.usual}
            onClick={() => onChange({ ...usual, start })}
          >
            Usual constants
          </Button>
        </div>
      )}
    </div>
  );
}

interface SettingInputProps extends SettingFieldsProps {
  field: SettingField;
}

function SettingInput({ field, settings, onChange }: SettingInputProps) {
  return (
    <NumberInput
      size="xs"
      label={field.label}
      description={field.meaning}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      value={field.get(settings)}
      step={field.step}
      min={field.least}
      max={field.most}
      allowDecimal={!field.whole}
      clampBehavior="blur"
      onChange={value => {
        if (typeof value === 'number' && valueRefusal(field, value) === null)
          onChange(field.set(settings, value));
      }}
    />
  );
}
