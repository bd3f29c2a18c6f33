//! Checks at a board's edges: content cut off, sewn over, punched or left white.

use super::{Check, Rule, Severity, remedy};
use crate::poster::size::{at_least, decimal};
use crate::poster::{Edit, Element, Finishing, Frame, Poster};

impl Check<'_> {
    /// Inside this margin nothing is cut off, sewn over or punched.
    pub(super) fn margin(&self) -> f32 {
        self.poster.safe.max(self.poster.finishing.map_or(0.0, Finishing::reach))
    }

    /// Checks that `what`, in `area` of the unrotated frame, keeps `safe` mm of distance; `fix` moves it
    /// inside a margin.
    pub(super) fn place(
        &mut self,
        element: &Element,
        area: Frame,
        (what, safe): (&str, f32),
        fix: &dyn Fn(f32) -> Option<Edit>,
    ) {
        let Poster { width, height, finishing, .. } = *self.poster;
        let seen = remedy::bounds(element, area);
        // How far it exceeds a margin.
        let beyond = |margin: f32| {
            let reaches = remedy::outside(seen, width, height);
            reaches.into_iter().map(|reach| reach + margin).fold(0.0, f32::max)
        };
        let hem = finishing.map_or(0.0, |finishing| finishing.hem);
        let id = Some(element.id);
        if beyond(0.0) > 0.1 {
            let message = format!("{what} ra ngoài đường cắt {} mm, sẽ bị xén mất.", at_least(beyond(0.0)));
            self.add(Severity::Error, Rule::Trim, id, message);
        } else if self.is_punched(element, area) {
            let message = format!("{what} nằm dưới khuyết, sẽ bị đục lỗ. Hãy dời vào trong.");
            self.add(Severity::Error, Rule::Eyelet, id, message);
        } else if hem > 0.0 && beyond(hem) > 0.1 {
            let message = format!(
                "{what} lấn vào viền may {} mm (viền {} mm), đường chỉ sẽ đè lên.",
                at_least(beyond(hem)),
                decimal(hem)
            );
            self.add(Severity::Warning, Rule::Hem, id, message);
        } else if beyond(safe) > 0.1 {
            let message = format!(
                "{what} lấn lề an toàn {} mm (lề {} mm), dễ sát mép khi cắt.",
                at_least(beyond(safe)),
                decimal(safe)
            );
            self.add(Severity::Warning, Rule::SafeArea, id, message);
        } else {
            return;
        }
        if let Some(edit) = fix(self.margin()) {
            self.fix("Đưa vào lề an toàn", edit);
        }
    }

    /// Whether an eyelet touches a part of an element's unrotated frame.
    fn is_punched(&self, element: &Element, area: Frame) -> bool {
        let Some(finishing) = self.poster.finishing else { return false };
        let radius = finishing.eyelets.map_or(0.0, |eyelets| eyelets.diameter / 2.0);
        let mut rings = finishing.rings(self.poster.width, self.poster.height).into_iter();
        rings.any(|(x, y)| {
            let (x, y) = element.frame.local(x, y);
            let (dx, dy) =
                (x - x.min(area.x + area.width).max(area.x), y - y.min(area.y + area.height).max(area.y));
            dx.hypot(dy) < radius
        })
    }

    /// An element that touches the trim must extend into the bleed, or a white edge shows when the cut is
    /// off.
    pub(super) fn bleed(&mut self, element: &Element) {
        let Poster { width, height, bleed, .. } = *self.poster;
        if bleed <= 0.0 || element.frame.rotation != 0.0 {
            return;
        }
        let near = (bleed / 2.0).max(1.0);
        let Frame { x, y, width: w, height: h, .. } = element.frame;
        // How far each edge is outside the trim.
        let outside = remedy::outside(element.frame, width, height);
        let is_short = |reach: f32| reach > -near.min(1.0) && reach < bleed - 0.05;
        if !outside.into_iter().any(is_short) || x > width || y > height || x + w < 0.0 || y + h < 0.0 {
            return;
        }
        let message = format!(
            "Mảng màu chạm mép nhưng chưa tràn hết {} mm lề cắt: xén lệch sẽ lộ viền trắng.",
            decimal(bleed)
        );
        self.add(Severity::Warning, Rule::Bleed, Some(element.id), message);
        let grown = outside.map(|reach| if is_short(reach) { bleed - reach } else { 0.0 });
        let frame = remedy::stretched(element.frame, grown);
        self.fix("Kéo tràn lề", Edit::SetFrame { id: element.id, frame });
    }

    /// The bleed becomes the hem's back: uncovered parts of it stay white.
    pub(super) fn hem(&mut self) {
        let poster = self.poster;
        let hem = poster.finishing.map_or(0.0, |finishing| finishing.hem);
        if hem > poster.bleed + 0.05 {
            let message = format!(
                "Tràn lề {} mm không đủ gấp viền may {} mm: mặt sau viền sẽ trắng.",
                decimal(poster.bleed),
                decimal(hem)
            );
            self.add(Severity::Warning, Rule::Bleed, None, message);
            self.fix("Tăng tràn lề", remedy::with_bleed(poster, hem));
        }
    }
}
