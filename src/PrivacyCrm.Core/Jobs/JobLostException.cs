namespace PrivacyCrm.Core.Jobs;

/// <summary>A run wanted to record a step of a job that another run has taken over. Nothing of the step is committed.</summary>
public sealed class JobLostException : Exception
{
    /// <summary>Initializes a new instance of the <see cref="JobLostException"/> class.</summary>
    public JobLostException()
        : base("Another run has the job.")
    {
    }

    /// <summary>Initializes a new instance of the <see cref="JobLostException"/> class.</summary>
    /// <param name="message">The message.</param>
    public JobLostException(string message)
        : base(message)
    {
    }

    /// <summary>Initializes a new instance of the <see cref="JobLostException"/> class.</summary>
    /// <param name="message">The message.</param>
    /// <param name="innerException">The cause.</param>
    public JobLostException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
