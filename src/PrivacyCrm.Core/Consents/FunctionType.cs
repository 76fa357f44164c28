namespace PrivacyCrm.Core.Consents;

/// <summary>What draws the button or form whose function it is.</summary>
public enum FunctionType
{
    /// <summary>A button of a card.</summary>
    Button,

    /// <summary>A form.</summary>
    Form,

    /// <summary>A button of a widget.</summary>
    WidgetButton,
}
